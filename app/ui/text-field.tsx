import type { ComponentProps } from "react";
import { INPUT } from "./field";
import { Labelled } from "./labelled";

type TextFieldProps = Omit<ComponentProps<"input">, "className" | "id"> & {
  label: string;
  hint?: string;
};

export function TextField({ label, hint, type = "text", ...rest }: TextFieldProps) {
  return (
    <Labelled label={label} hint={hint}>
      {(tied) => <input {...rest} {...tied} type={type} className={INPUT} />}
    </Labelled>
  );
}

type TextAreaProps = Omit<ComponentProps<"textarea">, "className" | "id"> & {
  label: string;
  hint?: string;
};

export function TextArea({ label, hint, ...rest }: TextAreaProps) {
  return (
    <Labelled label={label} hint={hint} width="">
      {(tied) => <textarea {...rest} {...tied} className={INPUT} />}
    </Labelled>
  );
}
