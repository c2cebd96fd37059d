import type { Database } from "@/db/client";
import { findMappingChange } from "@/db/queries/mapping-changes";
import type { AccountCell, VatCell } from "@/db/queries/mappings";
import type { ChangedRule, MappingOrigin } from "@/db/schema/mapping-changes";
import { fittingVatType } from "@/lib/bookkeeping/mapping/treatment";
import { accountRefused, type MappingCells } from "./mapping-cells";
import { stands } from "./mapping-rules";
import { requireChart } from "./save-mapping";
import { type MappingWritten, writeMapping } from "./write-mapping";

/**
 * Takes a change back, with a line of its own in the history: the rules that still are as it left them become what
 * they were before. Null: there is no such change. Throws `fiken.account_refused` where an account is no longer in
 * the chart; then nothing is undone.
 */
export async function undoMapping(
  db: Database,
  {
    installationId,
    changeId,
    origin,
    now = new Date(),
  }: { installationId: string; changeId: number; origin: MappingOrigin; now?: Date },
): Promise<MappingWritten | null> {
  const change = await findMappingChange(db, { installationId, changeId });
  if (!change) return null;
  const chart = new Set((await requireChart(db, { installationId })).map(({ code }) => code));
  return writeMapping(db, {
    ...{ installationId, origin, undoes: changeId, now },
    cellsFor: (current) =>
      cellsBefore(
        change.rules.filter((rule) => stands(current, rule)),
        chart,
      ),
  });
}

function cellsBefore(rules: readonly ChangedRule[], chart: ReadonlySet<string>): MappingCells {
  return {
    accounts: rules.flatMap((rule) =>
      rule.kind === "account" ? [accountBefore(rule, chart)] : [],
    ),
    vat: rules.flatMap((rule) => (rule.kind === "vat" ? [vatBefore(rule)] : [])),
  };
}

/** With the VAT type that it had: what Fiken takes on an account does not change. */
function accountBefore(
  { side, productGroup, treatment, before }: Extract<ChangedRule, { kind: "account" }>,
  chart: ReadonlySet<string>,
): AccountCell {
  const cell = { side, productGroup, treatment };
  if (before === null) return { ...cell, account: null };
  const { account, vatType } = before;
  if (!chart.has(account) || !fittingVatType(side, treatment, vatType)) {
    throw accountRefused(account);
  }
  return { ...cell, account, vatType };
}

function vatBefore({
  side,
  productGroup,
  zone,
  rate,
  before,
}: Extract<ChangedRule, { kind: "vat" }>): VatCell {
  return { side, productGroup, zone, rate, treatment: before };
}
