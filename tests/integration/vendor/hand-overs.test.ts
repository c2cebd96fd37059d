import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { listAuditEntries } from "@/db/queries/audit-entries";
import { ensureBinding } from "@/db/queries/bindings";
import { findActiveConnection } from "@/db/queries/connections";
import { installations } from "@/db/schema/installations";
import { keepUpload } from "@/lib/hand-over/keep-upload";
import { downloadAllHandOvers, downloadHandOver, hasHandOver } from "@/lib/vendor/hand-overs";
import { lookAtHandOvers, takeInHandOvers } from "@/lib/vendor/take-in";
import { reverseTakeOver, takeOver } from "@/lib/vendor/take-over";
import { emptyDatabase, freshDatabase } from "@/tests/support/database";
import { linesOf } from "@/tests/support/hand-over";
import { anAgreement, noon } from "@/tests/support/vendor-agreements";

const ida = (day: string) => ({ actor: "ida@vendor.example", now: noon(day) });
const TODAY = "2026-05-02";

let db: Database;
beforeEach(async () => {
  db = await freshDatabase();
});

async function aCompany(companyName: string): Promise<string> {
  const { installationId } = await anAgreement(db, { companyName, events: [] });
  const connectionId = (await findActiveConnection(db, { installationId }))?.id ?? "";
  const pair = { kind: "customer", rackbeatKey: "10001", fikenId: 1, sent: null } as const;
  await ensureBinding(db, { installationId, connectionId, ...pair });
  return installationId;
}

const takeOverFrom = (installationId: string | null, fromDay: string) =>
  takeOver(db, { installationId, fromDay, reason: "agreed", ...ida(TODAY) });

async function linesIn({ lines }: { lines: AsyncIterable<string> }): Promise<string[]> {
  const read: string[] = [];
  for await (const line of lines) read.push(line);
  return read;
}

const allLines = async () => linesIn(await downloadAllHandOvers(db, ida(TODAY)));
const look = (lines: readonly string[]) => lookAtHandOvers(db, { lines: linesOf(lines) });
const takeIn = (lines: readonly string[]) =>
  takeInHandOvers(db, { lines: linesOf(lines), ...ida(TODAY) });

test("a hand-over is there to download from the take-over until its reversal, and the log tells", async () => {
  const alfa = await aCompany("Alfa AS");
  const download = () => downloadHandOver(db, { installationId: alfa, ...ida(TODAY) });
  const isNone = { problem: { code: "vendor.not_found" } };
  await expect(download()).rejects.toMatchObject(isNone);

  const { id: takeOverId } = await takeOverFrom(alfa, "2026-06-01");
  const { filename, lines } = await download();
  expect(filename).toMatch(/^fiken-for-rackbeat-.*-2026-05-02\.jsonl$/);
  expect((await linesIn({ lines })).join("")).toContain('"companyName":"Alfa AS"');
  expect((await listAuditEntries(db, { limit: 1 }))[0]).toMatchObject({
    ...{ action: "export.downloaded", actor: "ida@vendor.example", installationId: alfa },
    details: { what: "hand-over" },
  });

  const isThereOn = (day: string) => hasHandOver(db, { installationId: alfa, now: noon(day) });
  const reversal = { takeOverId, reason: "changed our minds", ...ida(TODAY) };
  await reverseTakeOver(db, { ...reversal, resumesOn: "2026-06-02" });
  expect([await isThereOn("2026-06-01"), await isThereOn("2026-06-02")]).toEqual([true, false]);
  // As if it had never been: not even before its day.
  await reverseTakeOver(db, { ...reversal, resumesOn: "2026-06-01" });
  expect(await isThereOn("2026-05-31")).toBe(false);
});

test("all that are taken over stand in one file, and no other", async () => {
  const alfa = await aCompany("Alfa AS");
  await aCompany("Beta AS");
  await takeOverFrom(alfa, "2026-06-01");
  expect((await allLines()).join("")).not.toContain("Beta AS");

  await takeOverFrom(null, "2026-06-01");
  const text = (await allLines()).join("");
  expect(text.match(/"type":"header"/g)).toHaveLength(2);
  expect(text).toContain("Beta AS");
  expect((await listAuditEntries(db, { limit: 1 }))[0]).toMatchObject({
    details: { what: "hand-overs", agreements: 2 },
  });
});

test("looking at a file writes nothing; what is taken in once is refused the next time", async () => {
  await aCompany("Alfa AS");
  await takeOverFrom(null, "2026-06-01");
  const alfa = await allLines();
  await emptyDatabase(db);
  await aCompany("Beta AS");
  await takeOverFrom(null, "2026-06-01");
  const beta = await allLines();
  const isThere = { refusal: { reason: "agreement_owns_data", line: null } };

  expect(await look([...beta, ...alfa])).toMatchObject({
    ...{ accepted: 1, refused: 1, broken: null },
    agreements: [
      { companyName: "Beta AS", bindings: 1, ...isThere },
      { companyName: "Alfa AS", bindings: 1, transfers: 0, mappings: 0, refusal: null },
    ],
  });
  expect(await db.select().from(installations)).toHaveLength(1);

  // What stands before it does not keep Alfa from being taken in.
  expect(await takeIn([...beta, ...alfa])).toMatchObject({ accepted: 1, refused: 1, broken: null });
  const taken = (await db.select().from(installations)).find(
    ({ companyName }) => companyName === "Alfa AS",
  );
  expect((await listAuditEntries(db, { limit: 1 }))[0]).toMatchObject({
    ...{ action: "hand_over.taken_in", actor: "ida@vendor.example", installationId: taken?.id },
    details: { agreement: taken?.agreementId, records: alfa.length - 1 },
  });

  const log = await listAuditEntries(db, { limit: 100 });
  expect(await takeIn(alfa)).toMatchObject({ accepted: 0, refused: 1, agreements: [isThere] });
  expect(await listAuditEntries(db, { limit: 100 })).toEqual(log);
});

test("a file that breaks is taken in to where it breaks, agreement by agreement, and says where", async () => {
  await aCompany("Alfa AS");
  await aCompany("Beta AS");
  await takeOverFrom(null, "2026-06-01");
  const lines = await allLines();
  await emptyDatabase(db);
  const cut = lines.slice(0, -1);
  expect(await takeIn(cut)).toMatchObject({
    ...{ accepted: 1, refused: 1, broken: { reason: "incomplete", line: cut.length } },
    agreements: [{ refusal: null }, { refusal: { reason: "incomplete" } }],
  });
  expect(await db.select().from(installations)).toHaveLength(1);

  expect(await takeIn(lines)).toMatchObject({ accepted: 1, refused: 1, broken: null });
  expect(await db.select().from(installations)).toHaveLength(2);
  expect(await look(["Konto;Navn\n"])).toEqual({
    ...{ accepted: 0, refused: 0, agreements: [] },
    broken: { reason: "not_a_hand_over", line: 1 },
  });
});

test("what fails for no fault of the file keeps no other agreement from being taken in", async () => {
  await aCompany("Alfa AS");
  await aCompany("Beta AS");
  await takeOverFrom(null, "2026-06-01");
  const lines = await allLines();
  await emptyDatabase(db);
  // Of the first agreement a binding is of a connection that is not there: only the database notices.
  const broken = lines.findIndex((line) => line.includes('"type":"binding"'));
  const stray = lines.with(
    broken,
    (lines[broken] ?? "").replace(/"connectionId":"[^"]+"/, `"connectionId":"${randomUUID()}"`),
  );
  expect(await takeIn(stray)).toMatchObject({
    ...{ accepted: 1, refused: 1, broken: null },
    agreements: [{ refusal: { reason: "failed", line: null } }, { refusal: null }],
  });
  expect(await db.select().from(installations)).toHaveLength(1);
  expect(await takeIn(lines)).toMatchObject({ accepted: 1, refused: 1, broken: null });
});

test.each<[string, (file: Buffer) => Uint8Array<ArrayBuffer>, object]>([
  ["whole", (file) => new Uint8Array(gzipSync(file)), { accepted: 1, broken: null }],
  [
    "cut on its way",
    (file) => new Uint8Array(gzipSync(file).subarray(0, -20)),
    { broken: { reason: "incomplete" } },
  ],
  ["not packed", (file) => new Uint8Array(file), { broken: { reason: "incomplete" } }],
  [
    "another kind of file",
    () => new Uint8Array(gzipSync(Buffer.from([0xff, 0xfe, 0x00]))),
    { broken: { reason: "not_a_hand_over" } },
  ],
  [
    "one endless line",
    () => new Uint8Array(gzipSync(Buffer.alloc(9_000_000, "x"))),
    { broken: { reason: "not_a_hand_over" } },
  ],
])("an upload that is %s is told apart", async (_, pack, told) => {
  await aCompany("Blåbær & Sønn AS");
  await takeOverFrom(null, "2026-06-01");
  const file = Buffer.from((await allLines()).join(""));
  await emptyDatabase(db);
  const body = inPieces(pack(file), 7);
  const result = await keepUpload(body, (lines) => takeInHandOvers(db, { lines, ...ida(TODAY) }));
  expect(result).toMatchObject(told);
  const names = (await db.select().from(installations)).map(({ companyName }) => companyName);
  expect(names).toEqual(result.accepted === 1 ? ["Blåbær & Sønn AS"] : []);
});

function inPieces(file: Uint8Array<ArrayBuffer>, length: number): ReadableStream<Uint8Array> {
  let from = 0;
  return new ReadableStream({
    pull(controller) {
      if (from >= file.length) return controller.close();
      controller.enqueue(file.subarray(from, from + length));
      from += length;
    },
  });
}
