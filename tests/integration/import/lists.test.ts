import { beforeEach, expect, test } from "vitest";
import { EVERY_ROW, type RowFilter } from "@/app/settings/import/import-rows";
import { ACTIONS, STATES } from "@/app/settings/import/import-state";
import { readImportRows } from "@/app/settings/import/read-import-rows";
import { toQueryFilter } from "@/app/settings/import/row-query";
import type { Database } from "@/db/client";
import { listImportRowCounts, listImportRows } from "@/db/queries/import-lists";
import { beginImport } from "@/db/queries/imports";
import { type ImportRow, importRows } from "@/db/schema/imports";
import { streamImport } from "@/lib/import/csv";
import { OUTCOMES, outcomeOf } from "@/lib/import/outcome";
import { freshDatabase } from "@/tests/support/database";
import { CHOICES } from "@/tests/support/import-world";
import { aConnection, anInstallation } from "@/tests/support/rows";

let db: Database;
let key: { installationId: string; importId: string };
beforeEach(async () => {
  db = await freshDatabase();
  key = await anImport();
});

async function anImport() {
  const { id: installationId } = await anInstallation(db);
  const { id: connectionId } = await aConnection(db, { installationId });
  const cursor = { stage: "planned", at: null };
  const begun = await beginImport(db, { installationId, connectionId, choices: CHOICES, cursor });
  return { installationId, importId: begun?.id ?? "" };
}

const insert = (rows: Partial<ImportRow>[], of = key) =>
  db.insert(importRows).values(
    rows.map((row, index) => ({
      ...{ ...of, kind: "customer" as const, action: "create" as const, fikenId: index },
      ...{ proposed: "create" as const, position: index, name: `Kunde ${index}`, ...row },
    })),
  );

const read = (filter: Partial<RowFilter> = {}, cursor: string | null = null) =>
  readImportRows(db, {
    ...{ installationId: key.installationId, locale: "nb", cursor },
    filter: { ...EVERY_ROW, ...filter },
  });

const namesOf = ({ rows }: Awaited<ReturnType<typeof read>>) => rows.map(({ name }) => name);

test("every row belongs to one outcome, and is found by it alone", async () => {
  const states = ACTIONS.flatMap((action) =>
    STATES.flatMap((state) =>
      [null, new Date()].map((undoAskedAt) => ({ action, state, undoAskedAt })),
    ),
  );
  await insert(states);
  const all = await listImportRows(db, { ...key, limit: 1_000 });
  for (const outcome of OUTCOMES) {
    const filter = toQueryFilter({ ...EVERY_ROW, outcome });
    const found = await listImportRows(db, { ...key, filter, limit: 1_000 });
    const expected = all.filter((row) => outcomeOf(row) === outcome);
    expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  }
});

test("pages forwards and backwards show every row once, in order", async () => {
  await insert(Array.from({ length: 120 }, (_, index) => ({ position: Math.floor(index / 3) })));
  const first = await read();
  const second = await read({}, first.next);
  const third = await read({}, second.next);
  const names = [first, second, third].flatMap(namesOf);
  expect(new Set(names).size).toBe(120);
  expect(
    [first, second, third].map(({ rows, offset, total }) => [rows.length, offset, total]),
  ).toEqual([
    [50, 0, 120],
    [50, 50, 120],
    [20, 100, 120],
  ]);
  expect([first.previous, third.next]).toEqual([null, null]);
  const back = await read({}, third.previous);
  expect(namesOf(back)).toEqual(namesOf(second));
  const last = await read({}, "last");
  expect(namesOf(last)).toEqual(names.slice(-50));
  expect(last.offset).toBe(70);
  expect(namesOf(await read({}, "after,customer,not a cursor"))).toEqual(namesOf(first));
});

test("what is searched for is text, in the name and in the numbers of both sides", async () => {
  await insert([
    { name: "100 % Ull AS" },
    { name: "1000 Lamper AS", identity: "912345678" },
    { name: "Kaffe_bar", rackbeatKey: "10077" },
  ]);
  expect(namesOf(await read({ search: "100 %" }))).toEqual(["100 % Ull AS"]);
  expect(namesOf(await read({ search: "_" }))).toEqual(["Kaffe_bar"]);
  expect(namesOf(await read({ search: " 2345 " }))).toEqual(["1000 Lamper AS"]);
  expect(namesOf(await read({ search: "10077" }))).toEqual(["Kaffe_bar"]);
  expect(namesOf(await read({ search: "LAMPER" }))).toEqual(["1000 Lamper AS"]);
});

test("filters hold together, and remarks are counted", async () => {
  await insert([
    { name: "a", problems: [{ code: "import.email_missing", details: {} }] },
    { name: "b", kind: "product", problems: [{ code: "import.price_missing", details: {} }] },
    { name: "c", kind: "product", action: "skip" },
  ]);
  expect(namesOf(await read({ withProblems: true, kind: "product" }))).toEqual(["b"]);
  expect(namesOf(await read({ action: "skip", outcome: "created" }))).toEqual([]);
  const counts = await listImportRowCounts(db, key);
  expect(
    counts
      .map(({ kind, action, count, withProblems }) => [kind, action, count, withProblems])
      .sort(),
  ).toEqual([
    ["customer", "create", 1, 1],
    ["product", "create", 1, 1],
    ["product", "skip", 1, 0],
  ]);
});

test("rows of another installation are neither listed, counted nor written out", async () => {
  const other = await anImport();
  await insert([{ name: "Fremmed AS" }], other);
  expect(await read()).toMatchObject({ rows: [], total: 0 });
  expect(await listImportRowCounts(db, key)).toEqual([]);
  const stolen = { ...key, importId: other.importId };
  expect(await listImportRowCounts(db, stolen)).toEqual([]);
  expect(await new Response(streamImport(db, stolen)).text()).not.toContain("Fremmed");
});

test("the file has every row with its number in Rackbeat, its problem and what to do", async () => {
  await insert([
    { name: "Laget AS", state: "done", rackbeatKey: "10001", identity: "912345678" },
    {
      ...{ name: "=SUM(A1)", state: "failed", rackbeatKey: "10002" },
      problems: [{ code: "rackbeat.refused", details: { status: 422, message: "for; langt" } }],
    },
    {
      ...{ name: "Endret AS", action: "update", state: "done", rackbeatKey: "10003" },
      matchedBy: "organization_number",
      changes: [{ field: "contact_email", before: null, after: "post@endret.example" }],
    },
    { name: "Angret AS", state: "undone", rackbeatKey: "10004" },
    { name: "Lampe", kind: "product", state: "done", rackbeatKey: "L-1", stock: "2.5" },
  ]);
  const bytes = await new Response(streamImport(db, key)).arrayBuffer();
  const csv = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const [header, ...lines] = csv.trimEnd().split("\r\n");
  expect(header).toMatch(/^\uFEFFResultat;Type;Navn;/);
  expect(lines).toEqual([
    "Opprettet;Kunde;Laget AS;912345678;0;10001;;;;;",
    expect.stringMatching(/^Feilet;Kunde;'=SUM\(A1\);;1;;;;;"[^"]*for; langt[^"]*";.+$/),
    "Oppdatert;Kunde;Endret AS;;2;10003;organisasjonsnummer;E-post: – → post@endret.example;;;",
    "Angret;Kunde;Angret AS;;3;;;;;;",
    "Opprettet;Produkt;Lampe;;4;L-1;;;2,5;;",
  ]);
});
