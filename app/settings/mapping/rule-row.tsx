import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Mark } from "./mark";

type RuleRowProps = {
  /** What the rule is about: the VAT treatment, the zone. */
  title: string;
  /** The choice itself, with a label of its own. */
  children: ReactNode;
  /** What is proposed, with the way to accept it. */
  proposal?: ReactNode;
  isMissing?: boolean;
  isUnsaved?: boolean;
  /** How many transfers wait for the rule. */
  waiting?: number;
};

/** One rule of the mapping: what it is about, the choice, how it stands. In a narrow frame one below the other. */
export function RuleRow(props: RuleRowProps) {
  const { title, children, proposal, isMissing, isUnsaved, waiting = 0 } = props;
  const translate = useTranslations("mapping");
  return (
    <div className="grid items-start gap-x-3 gap-y-1 sm:grid-cols-[9rem_minmax(0,1fr)_15rem]">
      <span className="sm:pt-1.5">{title}</span>
      <div className="grid min-w-0 gap-1">{children}</div>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 sm:min-h-8">
        {isUnsaved && <Mark tone="unsaved">{translate("notSaved")}</Mark>}
        {isMissing && !isUnsaved && <Mark tone="missing">{translate("missing")}</Mark>}
        {waiting > 0 && <Mark tone="missing">{translate("waits", { count: waiting })}</Mark>}
        {proposal}
      </div>
    </div>
  );
}
