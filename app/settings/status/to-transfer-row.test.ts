import { expect, test } from "vitest";
import type { Problem } from "@/lib/errors/catalog";
import { type RowSource, toTransferRow } from "./to-transfer-row";

const unmapped: Extract<Problem, { code: "mapping.group_unmapped" }> = {
  code: "mapping.group_unmapped",
  details: { side: "sales", group: 3, groupName: "Kaffe", treatment: "medium" },
};
const unavailable: Problem = {
  code: "provider.unavailable",
  details: { provider: "Fiken", status: 503 },
};

const CONNECTION = "9f1c2b52-7f3d-4a0e-9c55-0a4b3f0a7d11";
const left = new Map<string, string>();

const aTransfer = (overrides: Partial<RowSource>): RowSource => ({
  id: "7d444840-9dc0-11d1-b245-5ffdce74fad2",
  connectionId: CONNECTION,
  kind: "customer_invoice",
  rackbeatKey: "10234",
  state: "held",
  requestedAt: new Date("2026-11-22T12:00:00Z"),
  problems: [],
  partyName: "Fjordkaféen AS",
  documentDate: "2026-11-22",
  currency: "NOK",
  totalMinor: 125000,
  ...overrides,
});

test("a held transfer shows every problem and the page on which it is solved", () => {
  const { problems } = toTransferRow(aTransfer({ problems: [unmapped, unavailable] }), "nb", {
    left,
  });
  expect(problems).toMatchObject([
    { code: "mapping.group_unmapped", place: "mapping-sales" },
    { code: "provider.unavailable", place: null },
  ]);
});

test("what is missing of purchases is solved on the side of purchases", () => {
  const details = { ...unmapped.details, side: "purchase" } as const;
  const problem: Problem = { code: "mapping.group_unmapped", details };
  expect(toTransferRow(aTransfer({ problems: [problem] }), "nb", { left }).problems).toMatchObject([
    { place: "mapping-purchase" },
  ]);
});

test("a released transfer no longer shows what was fixed, but why it waits", () => {
  const transfer = aTransfer({ state: "pending", problems: [unmapped, unavailable] });
  const { problems } = toTransferRow(transfer, "nb", { left });
  expect(problems).toMatchObject([{ code: "provider.unavailable" }]);
});

test("an invoice below zero is a credit note", () => {
  const kindOf = (transfer: Partial<RowSource>) =>
    toTransferRow(aTransfer(transfer), "nb", { left }).kind;
  expect(kindOf({ totalMinor: -1 })).toBe("customer_credit_note");
  expect(kindOf({ totalMinor: -1, kind: "supplier_invoice" })).toBe("supplier_credit_note");
});

test("what rests with a company that was left says so, and asks for nothing", () => {
  const row = (state: RowSource["state"], company: string) =>
    toTransferRow(aTransfer({ state, problems: [unmapped] }), "nb", {
      left: new Map([[company, "Fjordlys Interiør AS"]]),
    });
  expect(row("held", CONNECTION)).toMatchObject({
    restsWith: "Fjordlys Interiør AS",
    problems: [],
    decisions: [],
  });
  expect(row("pending", CONNECTION).restsWith).toBe("Fjordlys Interiør AS");
  expect(row("verified", CONNECTION).restsWith).toBeNull();
  expect(row("held", "another")).toMatchObject({ restsWith: null, problems: [{}] });
});
