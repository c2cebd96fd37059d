import { explain } from "@/lib/i18n/explain";
import type { Locale } from "@/lib/i18n/locales";
import type { Task } from "@/lib/transfer/tasks";
import type { TaskRow } from "./task-row";
import { placeOf } from "./to-transfer-row";

export function toTaskRow({ problem, since, ...task }: Task, locale: Locale): TaskRow {
  return {
    ...task,
    ...explain(problem, locale),
    place: placeOf(problem),
    since: since.toISOString(),
  };
}
