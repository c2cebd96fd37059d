import type { ReconciliationCursor } from "@/db/schema/reconciliations";
import { collectFromFiken, FIKEN_LISTS, type FikenListName } from "./collect-fiken";
import { collectFromRackbeat } from "./collect-rackbeat";
import { compareNext } from "./compare";
import type { ReconciliationContext } from "./context";
import { lookForStrays, lookForUnseen } from "./look-closer";
import type { Step } from "./step";

type At = ReconciliationCursor["at"];
type Stage = {
  name: string;
  /** One short piece of the stage; `at` null: its first. */
  take: (context: ReconciliationContext, at: At) => Promise<Step>;
};

/** Rackbeat first: by what it has, Fiken's documents are known to be ours. */
const STAGES: readonly Stage[] = [
  {
    name: "rackbeat_customer_invoices",
    take: (context, at) => collectFromRackbeat(context, "customer_invoice", Number(at ?? 1)),
  },
  {
    name: "rackbeat_supplier_invoices",
    take: (context, at) => collectFromRackbeat(context, "supplier_invoice", Number(at ?? 1)),
  },
  // Safe: these are the names of FIKEN_LISTS.
  ...(Object.keys(FIKEN_LISTS) as FikenListName[]).map((list) => ({
    name: `fiken_${list}`,
    take: (context: ReconciliationContext, at: At) =>
      collectFromFiken(context, list, Number(at ?? 0)),
  })),
  { name: "strays", take: (context, at) => lookForStrays(context, textOf(at)) },
  { name: "unseen", take: (context, at) => lookForUnseen(context, textOf(at)) },
  {
    name: "compare_customer_invoices",
    take: (context, at) => compareNext(context, "customer_invoice", textOf(at)),
  },
  {
    name: "compare_supplier_invoices",
    take: (context, at) => compareNext(context, "supplier_invoice", textOf(at)),
  },
];

export const FIRST_STAGE = "rackbeat_customer_invoices";

export function takeStep(
  context: ReconciliationContext,
  { stage, at }: ReconciliationCursor,
): Promise<Step> {
  const found = STAGES.find(({ name }) => name === stage);
  if (!found) throw new Error(`A reconciliation has no stage ${stage}`);
  return found.take(context, at);
}

/** Null: it was the last. */
export function nextStage(stage: string): string | null {
  const at = STAGES.findIndex(({ name }) => name === stage);
  return STAGES[at + 1]?.name ?? null;
}

function textOf(at: At): string | null {
  return at === null ? null : String(at);
}
