import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { Visitor } from "@/tests/system/visitor";

const DEADLINE_MS = 6 * 60_000;
const SETTLED = ["verified", "unchanged", "held", "failed", "excluded"];

const pageSchema = z.object({
  transfers: z.array(
    z.object({ id: z.string(), kind: z.string(), number: z.string(), state: z.string() }),
  ),
  nextCursor: z.string().nullable(),
});
export type ShownTransfer = z.infer<typeof pageSchema>["transfers"][number];

/** A transfer as the app shows it, and when it was first seen verified. */
export type Settled = ShownTransfer & { verifiedAt: number | null };

/** `customer_invoice 10001` → its transfer. Ends when all that is expected is there and nothing moves any more. */
export async function untilSettled(
  visitor: Visitor,
  expected: string[],
  say: (line: string) => void,
): Promise<Map<string, Settled>> {
  const verifiedAt = new Map<string, number>();
  const deadline = Date.now() + DEADLINE_MS;
  let shown: ShownTransfer[] = [];
  let told = 0;
  while (Date.now() < deadline) {
    // While the app is down nobody answers.
    shown = (await listAll(visitor).catch(() => null)) ?? shown;
    for (const { id, state } of shown) {
      const isDone = state === "verified" || state === "unchanged";
      if (isDone && !verifiedAt.has(id)) verifiedAt.set(id, Date.now());
    }
    if (verifiedAt.size >= told + 10) {
      told = verifiedAt.size;
      say(`  ${told} of ${expected.length} in Fiken`);
    }
    const keys = new Set(shown.map(keyOf));
    const isOver = shown.every(({ state }) => SETTLED.includes(state));
    if (isOver && expected.every((key) => keys.has(key))) break;
    await delay(500);
  }
  return new Map(
    shown.map((transfer) => [
      keyOf(transfer),
      { ...transfer, verifiedAt: verifiedAt.get(transfer.id) ?? null },
    ]),
  );
}

/** A credit note is shown as an invoice until it was read: both have one series of numbers in Rackbeat. */
export function keyOf({ kind, number }: { kind: string; number: string }): string {
  return `${kind.replace("_credit_note", "_invoice")} ${number}`;
}

async function listAll(visitor: Visitor): Promise<ShownTransfer[]> {
  const all: ShownTransfer[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? "" : `?before=${encodeURIComponent(cursor)}`;
    const page = pageSchema.parse(await visitor.get(`/transfers${query}`));
    all.push(...page.transfers);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}
