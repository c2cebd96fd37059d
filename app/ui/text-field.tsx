import { type ComponentProps, useId } from "react";
import { INPUT } from "./field";

type TextFieldProps = Omit<ComponentProps<"input">, "className" | "id"> & {
  label: string;
  hint?: string;
};

export function TextField({ label, hint, type = "text", ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <div className="grid max-w-80 gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input
        {...rest}
        id={id}
        type={type}
        className={INPUT}
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

type TextAreaProps = Omit<ComponentProps<"textarea">, "className" | "id"> & { label: string };

export function TextArea({ label, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <textarea {...rest} id={id} className={INPUT} />
    </div>
  );
}
