import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { saveDigestAddress } from "@/db/queries/digests";
import { saveSweep } from "@/db/queries/sweeps";
import { handOverJsonSchema } from "@/lib/hand-over/json-schema";
import { recordSchema } from "@/lib/hand-over/records";
import { saveMapping } from "@/lib/transfer/settings/save-mapping";
import { handedOver } from "@/tests/support/hand-over";
import { startWorld } from "@/tests/support/transfer-world";

type Line = { type: string; [field: string]: unknown };

let lines: Line[];
/** As a stranger has it: what was downloaded, and no code of ours. */
let downloaded: z.core.JSONSchema.JSONSchema;

beforeAll(async () => {
  downloaded = JSON.parse(JSON.stringify(handOverJsonSchema()));
  const world = await startWorld({ unmapped: [2], supplierInvoiceMode: "booked" });
  await saveDigestAddress(world.db, { ...world, address: "regnskap@example.no" });
  const times = { cursorAt: world.now(), lastRunAt: world.now(), since: world.now() };
  await saveSweep(world.db, { ...world, kind: "customer_invoice", ...times });
  await world.book();
  await world.bookPurchase();
  await world.book({ lines: [{ itemNumber: "MØB-200", quantity: 1 }] });
  await world.drain();
  await saveMapping(world.db, {
    ...{ installationId: world.installationId, origin: "settings_page", now: world.now() },
    change: {
      ...{ zones: {}, domesticZeros: [] },
      cells: [{ productGroup: 2, treatment: "high", account: "3000" }],
    },
  });
  lines = (await handedOver(world)).map((line) => JSON.parse(line));
});

test("every line of a file is as its JSON Schema says, and every kind of line is described", () => {
  const schema = z.fromJSONSchema(downloaded);
  const refused = lines.filter((line) => !schema.safeParse(line).success);
  expect(refused).toEqual([]);

  const kinds = recordSchema.options.map(({ shape }) => shape.type.value);
  const described = z
    .object({
      oneOf: z.array(
        z.object({
          description: z.string().min(20),
          properties: z.object({ type: z.object({ const: z.string() }) }),
        }),
      ),
    })
    .parse(downloaded);
  expect(described.oneOf.map(({ properties }) => properties.type.const)).toEqual(kinds);
  // The import was not begun.
  expect([...new Set(lines.map(({ type }) => type))].toSorted()).toEqual(
    kinds.filter((kind) => kind !== "import").toSorted(),
  );
});

test.each<[string, string, Partial<Line>]>([
  ["an unknown state", "transfer", { state: "lost" }],
  ["an amount that is no whole number", "transfer", { totalMinor: 1.5 }],
  ["a binding to nothing", "binding", { fikenId: null }],
  ["a moment without a zone", "header", { exportedAt: "2026-06-01T00:00:00" }],
  ["a problem that there is not", "posting", { problem: { code: "fiken.odd", details: {} } }],
])("%s is against it", (_, type, change) => {
  const schema = z.fromJSONSchema(downloaded);
  const line = lines.find((found) => found.type === type);
  expect(schema.safeParse(line).success).toBe(true);
  expect(schema.safeParse({ ...line, ...change }).success).toBe(false);
});
