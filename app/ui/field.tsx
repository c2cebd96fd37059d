import type { ComponentProps, ReactNode } from "react";
import { Labelled } from "./labelled";

export const INPUT =
  "min-h-8 w-full rounded-md border border-edge bg-card px-2 py-1 text-ink disabled:opacity-55";

export function Select(props: Omit<ComponentProps<"select">, "className">) {
  return <select {...props} className={INPUT} />;
}

type SelectFieldProps = Omit<ComponentProps<"select">, "className" | "id"> & {
  label: string;
  hint?: string;
};

export function SelectField({ label, hint, ...rest }: SelectFieldProps) {
  return (
    <Labelled label={label} hint={hint}>
      {(tied) => <Select {...rest} {...tied} />}
    </Labelled>
  );
}

type DateFieldProps = Omit<ComponentProps<"input">, "className" | "type" | "id"> & {
  label: string;
  hint?: string;
};

export function DateField({ label, hint, ...rest }: DateFieldProps) {
  return (
    <Labelled label={label} hint={hint} width="max-w-80">
      {(tied) => <input {...rest} {...tied} type="date" className={`${INPUT} max-w-48`} />}
    </Labelled>
  );
}

type SearchFieldProps = Omit<ComponentProps<"input">, "className" | "type" | "id"> & {
  label: string;
};

export function SearchField({ label, ...rest }: SearchFieldProps) {
  return (
    <Labelled label={label} width="min-w-48 max-w-96 flex-1">
      {(tied) => <input {...rest} {...tied} type="search" className={INPUT} />}
    </Labelled>
  );
}

type CheckboxProps = Omit<ComponentProps<"input">, "className" | "type"> & { label: ReactNode };

export function Checkbox({ label, ...rest }: CheckboxProps) {
  return (
    <label className="flex items-start gap-2">
      <input {...rest} type="checkbox" className="mt-0.5 size-4 accent-(--accent)" />
      <span>{label}</span>
    </label>
  );
}

type Option<Value extends string> = { value: Value; label: string; hint: string };

type ChoiceProps<Value extends string> = {
  legend: string;
  name: string;
  options: readonly Option<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
};

/** Few options, each with its consequence in plain view: radio buttons on cards. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { legend, name, options, value, onChange } = props;
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-medium">{legend}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex cursor-pointer items-start gap-2 rounded-md border border-line px-3 py-2 has-checked:border-accent has-checked:bg-busy-soft"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
              className="mt-0.5 size-4 accent-(--accent)"
            />
            <span>
              <span className="font-medium">{option.label}</span>
              <span className="block text-muted text-xs">{option.hint}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
