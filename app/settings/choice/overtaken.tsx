import { useTranslations } from "next-intl";
import { Notice } from "@/app/ui/notice";
import type { ChoiceAnswer } from "./use-choice";

/** A choice that was not taken, since something else is true by now: said where it was pressed. */
export function Overtaken({ answer }: { answer: ChoiceAnswer | undefined }) {
  const translate = useTranslations("choice");
  if (answer?.chosen !== false) return null;
  return (
    <Notice tone="warn" role="alert">
      <p>{translate("overtaken")}</p>
    </Notice>
  );
}
