import { expect, test } from "vitest";
import type { Problem } from "@/lib/errors/catalog";
import type { Task } from "@/lib/transfer/view/tasks";
import { toTaskRow } from "./to-task-row";

const aTask = (problem: Problem, count: number): Task => ({
  ...{ causeKey: problem.code, transferId: "7d444840-9dc0-11d1-b245-5ffdce74fad2", problem, count },
  ...{ amounts: [], since: new Date("2026-11-22T12:00:00Z") },
});

test("what is decided document by document is told of all, not in the words of the first", () => {
  const details = { before: "2026-11-22 NOK 100.00", after: "2026-11-22 NOK 200.00" };
  const { cause, fix } = toTaskRow(
    aTask(
      {
        code: "document.changed_after_transfer",
        details: { ...details, what: "total", seen: null },
      },
      3,
    ),
    "nb",
  );
  expect(cause).toBe("3 dokumenter er endret i Rackbeat etter at de ble overført.");
  expect(fix).toContain("du avgjør hvert dokument");
  const unbooked = aTask(
    { code: "document.unbooked_after_transfer", details: { number: "10234" } },
    1,
  );
  expect(toTaskRow(unbooked, "en").cause).toBe(
    "1 document is no longer booked in Rackbeat, but is in Fiken.",
  );
});

test("every other task has the words of its problem and the way to its solution", () => {
  const details = { side: "purchase", zone: "eu", rate: "25" } as const;
  expect(toTaskRow(aTask({ code: "mapping.vat_unmapped", details }, 2), "nb")).toMatchObject({
    ...{ code: "mapping.vat_unmapped", place: "mapping-purchase", count: 2 },
    since: "2026-11-22T12:00:00.000Z",
  });
});
