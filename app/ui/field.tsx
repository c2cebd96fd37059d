import { type ComponentProps, type ReactNode, useId } from "react";

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
  const id = useId();
  return (
    <div className="grid max-w-80 content-start gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <Select {...rest} id={id} aria-describedby={hint ? `${id}-hint` : undefined} />
      {hint && (
        <p id={`${id}-hint`} className="text-muted text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}

type DateFieldProps = Omit<ComponentProps<"input">, "className" | "type" | "id"> & {
  label: string;
  hint?: string;
};

export function DateField({ label, hint, ...rest }: DateFieldProps) {
  const id = useId();
  return (
    <div className="grid max-w-80 content-start gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input
        {...rest}
        id={id}
        type="date"
        className={`${INPUT} max-w-48`}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      {hint && (
        <p id={`${id}-hint`} className="text-muted text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}

type SearchFieldProps = Omit<ComponentProps<"input">, "className" | "type" | "id"> & {
  label: string;
};

export function SearchField({ label, ...rest }: SearchFieldProps) {
  const id = useId();
  return (
    <div className="grid min-w-48 max-w-96 flex-1 gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input {...rest} id={id} type="search" className={INPUT} />
    </div>
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
