"use client";

import { useTranslations } from "next-intl";

const STEPS = ["choose", "plan", "preview", "run", "result"] as const;
export type StepName = (typeof STEPS)[number];

type WizardStepsProps = { current: StepName; isOver: boolean };

/** Where in the import one is. It only shows: the way is forward, by each step's own button. */
export function WizardSteps({ current, isOver }: WizardStepsProps) {
  const translate = useTranslations("import.steps");
  const at = STEPS.indexOf(current);
  return (
    <ol aria-label={translate("label")} className="flex flex-wrap gap-x-4 gap-y-1 px-1">
      {STEPS.map((step, index) => {
        const isDone = index < at || isOver;
        const isCurrent = index === at && !isOver;
        return (
          <li
            key={step}
            aria-current={isCurrent ? "step" : undefined}
            className={`flex items-center gap-1.5 ${isCurrent ? "font-semibold" : "text-muted"}`}
          >
            <span
              aria-hidden="true"
              className={`flex size-5 items-center justify-center rounded-full text-xs ${
                isDone
                  ? "bg-good-soft text-good"
                  : isCurrent
                    ? "bg-accent text-on-accent"
                    : "border border-line bg-card"
              }`}
            >
              {isDone ? "✓" : index + 1}
            </span>
            {translate(step)}
          </li>
        );
      })}
    </ol>
  );
}
