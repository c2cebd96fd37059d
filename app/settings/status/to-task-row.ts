import type { ProblemCode } from "@/lib/errors/catalog";
import type { Locale } from "@/lib/i18n/locales";
import { translatorFor } from "@/lib/i18n/translator";
import type { Task } from "@/lib/transfer/view/tasks";
import type { TaskRow } from "./task-row";
import { toProblemRow } from "./to-problem-row";

export function toTaskRow({ problem, since, ...task }: Task, locale: Locale): TaskRow {
  return {
    ...task,
    ...toProblemRow(problem, locale),
    ...decisionWords(problem.code, task, locale),
    since: since.toISOString(),
  };
}

/** What is decided document by document: the words of the first one would say nothing of the others. */
function decisionWords(code: ProblemCode, { count }: Pick<Task, "count">, locale: Locale) {
  const translate = translatorFor(locale);
  const fix = translate("tasks.decide");
  switch (code) {
    case "document.changed_after_transfer":
      return { code, fix, cause: translate("tasks.changed", { count }) };
    case "document.unbooked_after_transfer":
      return { code, fix, cause: translate("tasks.unbooked", { count }) };
    case "document.deleted_after_transfer":
      return { code, fix, cause: translate("tasks.deleted", { count }) };
    default:
      return null;
  }
}
