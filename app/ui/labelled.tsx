import { type ReactNode, useId } from "react";

type LabelledProps = {
  label: string;
  /** Below the field, and read out with it. */
  hint?: string | undefined;
  /** How wide it may be. */
  width?: string;
  /** The field itself, with what ties it to label and hint. */
  children: (tied: { id: string; "aria-describedby": string | undefined }) => ReactNode;
};

/** A field with its label above it and its hint below. */
export function Labelled({ label, hint, width = "max-w-80", children }: LabelledProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  return (
    <div className={`grid content-start gap-1 ${width}`}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({ id, "aria-describedby": hintId })}
      {hint && (
        <p id={hintId} className="text-muted text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}
