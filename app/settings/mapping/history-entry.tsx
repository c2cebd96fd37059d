"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "@/app/ui/button";
import { formatMoment } from "@/lib/i18n/format";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { type HistoryChange, type HistoryRule, undoneSchema } from "./history-state";
import { MAPPING_KEY } from "./mapping-key";

/** As many rules as are told at once: a first save has one for every account. */
const SHOWN = 3;

export function HistoryEntry({ change }: { change: HistoryChange }) {
  const translate = useTranslations("mapping");
  const { locale } = useFrame();
  const undo = useUndo(change.id);
  const at = formatMoment(change.at, locale);
  const [shown, hidden] = [change.rules.slice(0, SHOWN), change.rules.slice(SHOWN)];
  return (
    <li className="grid gap-1 border-line border-t py-2">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <p>
          <time dateTime={change.at} className="font-medium">
            {at}
          </time>{" "}
          <span className="text-muted">
            {translate(`origin.${change.origin}`)}
            {change.undoes &&
              ` · ${translate("undid", { at: formatMoment(change.undoes, locale) })}`}
            {change.released > 0 && ` · ${translate("wentOn", { count: change.released })}`}
          </span>
        </p>
        {change.canUndo && (
          <Button
            look="quiet"
            busy={undo.isPending}
            aria-label={translate("undoLabel", { at })}
            onClick={() => undo.mutate()}
          >
            {translate("undo")}
          </Button>
        )}
      </div>
      <Rules rules={shown} />
      {hidden.length > 0 && (
        <details>
          <summary className="cursor-pointer text-muted text-xs">
            {translate("moreRules", { count: hidden.length })}
          </summary>
          <Rules rules={hidden} />
        </details>
      )}
      <FailureNotice error={undo.error} />
    </li>
  );
}

function useUndo(changeId: number) {
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      fetchJson(`/api/embedded/mappings/history/${changeId}/undo`, undoneSchema, {
        method: "POST",
      }),
    onSuccess: async ({ state }) => {
      await queryClient.cancelQueries({ queryKey: MAPPING_KEY });
      queryClient.setQueryData(MAPPING_KEY, state);
      await queryClient.invalidateQueries({
        predicate: ({ queryKey }) => queryKey !== MAPPING_KEY,
      });
    },
  });
}

function Rules({ rules }: { rules: readonly HistoryRule[] }) {
  return (
    <ul className="text-xs">
      {rules.map((rule) => {
        const what = rule.kind === "account" ? rule.treatment : rule.zone;
        const key = `${rule.kind}:${rule.side}:${rule.group ?? ""}:${what}`;
        return <Rule key={key} rule={rule} />;
      })}
    </ul>
  );
}

/** "2 Møbler, 25 % mva: ingen → 3000 Salgsinntekt". */
function Rule({ rule }: { rule: HistoryRule }) {
  const translate = useTranslations();
  const { side, group } = rule;
  const what =
    rule.kind === "account"
      ? [group ?? translate("mapping.noGroup"), translate(`words.treatment.${rule.treatment}`)]
      : [
          translate(`mapping.zonesOf.${side}`),
          translate(`words.zone.${rule.zone}`),
          ...(group === null ? [] : [group]),
        ];
  const isTypeChanged =
    rule.kind === "account" && rule.before?.importType !== rule.after?.importType;
  const value = (chosen: HistoryRule["before"]) => {
    if (chosen === null) return translate("mapping.none");
    if (typeof chosen === "string") return translate(`words.treatment.${chosen}`);
    const account = `${chosen.account} ${chosen.name}`.trim();
    return isTypeChanged && chosen.importType
      ? `${account} (${translate(`mapping.importType.${chosen.importType}`)})`
      : account;
  };
  const sideName = rule.kind === "account" ? `${translate(`mapping.sides.${side}`)}: ` : "";
  return (
    <li>
      <span className="text-muted">
        {sideName}
        {what.join(", ")}:
      </span>{" "}
      {value(rule.before)} <span aria-hidden>→</span>
      <span className="sr-only">{translate("mapping.became")}</span> {value(rule.after)}
    </li>
  );
}
