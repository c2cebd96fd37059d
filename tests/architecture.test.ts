import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

/** Who may import whom (imports run downwards only): files under `from` import no path that begins with one of `never`. */
const RULES = [
  {
    from: "lib/bookkeeping",
    never: ["@/db/client", "@/db/database", "@/db/queries", "@/lib/env", "@/lib/log", "@/lib/http"],
  },
  {
    from: "lib/bookkeeping",
    never: ["@/lib/rackbeat/client", "@/lib/fiken/client", "@/lib/fiken/lane"],
  },
  { from: "lib/rackbeat", never: ["@/lib/fiken", "@/db"] },
  { from: "lib/fiken", never: ["@/lib/rackbeat", "@/db"] },
  { from: "lib/http", never: ["@/lib/rackbeat", "@/lib/fiken", "@/db", "@/lib/env"] },
  { from: "lib/errors", never: ["@/lib/rackbeat", "@/lib/fiken", "@/lib/transfer", "@/db"] },
  {
    from: "lib/billing",
    never: ["@/db", "@/lib/env", "@/lib/log", "@/lib/http", "@/lib/rackbeat", "@/lib/fiken"],
  },
  {
    from: "lib/vendor",
    never: ["@/lib/transfer", "@/lib/installation", "@/lib/connection", "@/lib/reconciliation"],
  },
  { from: "lib/vendor", never: ["@/lib/rackbeat", "@/lib/fiken", "@/lib/secrets"] },
  { from: "lib/installation", never: ["@/lib/vendor"] },
  { from: "lib/hand-over", never: ["@/lib/vendor", "@/lib/transfer", "@/lib/installation"] },
  { from: "lib/digest", never: ["@/lib/vendor"] },
  { from: "lib/transfer", never: ["@/lib/vendor"] },
  { from: "lib/connection", never: ["@/lib/transfer", "@/lib/installation", "@/lib/rackbeat"] },
  { from: "lib/installation", never: ["@/lib/transfer"] },
  {
    from: "lib/agreement",
    never: ["@/lib/transfer", "@/lib/import", "@/lib/reconciliation", "@/lib/installation"],
  },
  { from: "lib/transfer", never: ["@/lib/installation", "@/lib/import"] },
  { from: "lib/import", never: ["@/lib/transfer", "@/lib/reconciliation"] },
  { from: "lib/reconciliation", never: ["@/lib/transfer", "@/lib/installation"] },
  { from: "lib", never: ["@/inngest", "@/app", "@/tests"] },
  { from: "db", never: ["@/lib/rackbeat", "@/lib/fiken", "@/lib/transfer", "@/lib/installation"] },
  { from: "db", never: ["@/lib/connection", "@/inngest", "@/app", "@/tests"] },
  { from: "inngest", never: ["@/app", "drizzle-orm", "@/tests"] },
  { from: "app", never: ["drizzle-orm", "@/lib/rackbeat/client", "@/lib/fiken/client", "@/tests"] },
  { from: "tests/sandbox", never: ["@/lib", "@/db", "@/app", "@/inngest"] },
];

test.each(RULES)("$from imports nothing of $never", ({ from, never }) => {
  const sources = sourcesUnder(from);
  const broken = sources.flatMap((file) =>
    importsOf(file)
      .filter((imported) => never.some((part) => imported.startsWith(part)))
      .map((imported) => `${file} imports ${imported}`),
  );
  expect(sources).not.toEqual([]);
  expect(broken).toEqual([]);
});

test("the embedded engine knows nothing of this app", () => {
  const known = sourcesUnder("inngest/engine").flatMap((file) =>
    importsOf(file)
      .filter((imported) => imported.startsWith("@/") && !imported.startsWith("@/inngest/engine/"))
      .map((imported) => `${file} imports ${imported}`),
  );
  expect(known).toEqual([]);
});

/** Rooms within a room, the lowest first: each imports only from those before it, and none from the top. */
const ROOMS = {
  "lib/transfer": [
    "turn",
    "hold",
    "party",
    "item",
    "form",
    "document",
    "intake",
    "settings",
    "view",
  ],
  "lib/bookkeeping": ["document", "mapping", "voucher", "comparison", "request", "contact"],
};

test.each(Object.entries(ROOMS))("the rooms of %s import downwards", (folder, rooms) => {
  const upwards = rooms.flatMap((room, height) =>
    sourcesUnder(`${folder}/${room}`).flatMap((file) =>
      importsOf(file)
        .filter((imported) => imported.startsWith(`@/${folder}/`))
        .filter((imported) => !rooms.slice(0, height + 1).includes(imported.split("/")[3] ?? ""))
        .map((imported) => `${file} imports ${imported}`),
    ),
  );
  const folders = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...rooms].sort());
  expect(upwards).toEqual([]);
});

test("app only reads from the database: whatever changes something is a use case of lib", () => {
  const sources = sourcesUnder("app");
  const writing = sources.flatMap((file) =>
    queriesOf(file)
      .filter((name) => !/^(list|get|find|count)[A-Z]/.test(name))
      .map((name) => `${file} imports ${name}`),
  );
  expect(sources.flatMap(queriesOf)).not.toEqual([]);
  expect(writing).toEqual([]);
});

test("other folders are reached by alias, so that it is plain who imports whom", () => {
  const climbing = ["app", "db", "inngest", "lib"].flatMap(sourcesUnder).flatMap((file) =>
    namesIn(readFileSync(file, "utf8"))
      .filter((imported) => imported.startsWith("../../"))
      .map((imported) => `${file} imports ${imported}`),
  );
  expect(climbing).toEqual([]);
});

test("the rules above see every way to import, and where it leads", () => {
  const source = [
    'import "./beside";',
    'import type { One } from "../other/one";',
    'export { two } from "@/db/two";',
    'const { three } = await import("@/app/three");',
    'type Four = import("@/lib/four").Four;',
  ].join("\n");
  expect(importsIn("lib/room/file.ts", source)).toEqual([
    "@/lib/room/beside",
    "@/lib/other/one",
    "@/db/two",
    "@/app/three",
    "@/lib/four",
  ]);
});

function sourcesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|tsx)$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`);
}

function importsOf(file: string): string[] {
  return importsIn(file, readFileSync(file, "utf8"));
}

/** What a source imports; relative names as the alias would say them. */
function importsIn(file: string, source: string): string[] {
  return namesIn(source).map((name) =>
    name.startsWith(".") ? `@/${posix.join(posix.dirname(file), name)}` : name,
  );
}

function namesIn(source: string): string[] {
  return [...source.matchAll(/(?:from |import\(|import )"([^"]+)"/g)].map(([, name = ""]) => name);
}

/** What a file takes from the queries, types aside; of a whole module, its path. */
function queriesOf(file: string): string[] {
  const source = readFileSync(file, "utf8");
  const imports = source.matchAll(/import (type )?([^"]*?) ?from "(@\/db\/queries\/[^"]+)"/g);
  return [...imports].flatMap(([, isType, names = "", path = ""]) => {
    if (isType) return [];
    if (!names.startsWith("{")) return [path];
    return names
      .slice(1, -1)
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "" && !name.startsWith("type "));
  });
}
