import { beforeAll, describe, expect, test } from "vitest";
import { toMinor } from "@/lib/money";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { INVOICE_SCENARIOS } from "@/tests/sandbox/rackbeat/admin/scenarios";
import { fiken } from "@/tests/support/providers";
import {
  standingSales,
  startWorld,
  type TransferWorld,
  totalsOf,
} from "@/tests/support/transfer-world";

let world: TransferWorld;

/** What Rackbeat has charged, in the smallest unit of the invoice's currency. */
function chargedBy(invoice: Awaited<ReturnType<TransferWorld["bookScenario"]>>) {
  const net = toMinor(String(invoice.total_subtotal));
  return { net, vat: toMinor(String(invoice.total_total)) - net };
}

describe("booked", () => {
  beforeAll(async () => {
    world = await startWorld();
  });

  test.each(INVOICE_SCENARIOS)("%s: one sale, Rackbeat's totals to the øre", async (kind) => {
    const invoice = await world.bookScenario(kind);
    const number = String(invoice.number);
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
    const [sale, ...others] = standingSales(number);
    expect(others).toEqual([]);
    expect(sale && totalsOf(sale)).toEqual(chargedBy(invoice));
    expect(sale?.currency ?? "NOK").toBe(invoice.currency);
  });

  test("an invoice that is not booked in Rackbeat is left alone until it is", async () => {
    const { number } = await world.bookScenario("draft");
    await world.drain();
    expect(await world.transfer(String(number))).toMatchObject({ state: "excluded" });
    expect(standingSales(String(number))).toEqual([]);
  });

  test("a product of a group that nobody has mapped is held", async () => {
    const { number } = await world.bookScenario("new-group");
    await world.drain();
    expect(await world.transfer(String(number))).toMatchObject({
      ...{ state: "held", problems: [{ code: "mapping.group_unmapped" }] },
    });
    expect(standingSales(String(number))).toEqual([]);
  });

  test("Fiken was never asked two things at once", () => {
    expect(fiken.violations).toBe(0);
  });
});

describe("kladd", () => {
  beforeAll(async () => {
    world = await startWorld({ salesInvoiceMode: "draft" });
  });

  test.each(INVOICE_SCENARIOS)("%s: one draft, Rackbeat's totals to the øre", async (kind) => {
    const invoice = await world.bookScenario(kind);
    const number = String(invoice.number);
    await world.drain();
    expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
    const drafts = [...fiken.world.books(FJORDLYS).saleDrafts.values()];
    const [draft, ...others] = drafts.filter(({ invoiceNumber }) => invoiceNumber === number);
    expect(others).toEqual([]);
    const net = draft?.lines.reduce((sum, line) => sum + line.net, 0);
    const gross = draft?.lines.reduce((sum, line) => sum + line.gross, 0);
    const charged = chargedBy(invoice);
    expect({ net, gross }).toEqual({ net: charged.net, gross: charged.net + charged.vat });
    expect(draft?.currency ?? "NOK").toBe(invoice.currency);
  });

  test("Fiken was never asked two things at once", () => {
    expect(fiken.violations).toBe(0);
  });
});
