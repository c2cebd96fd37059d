import { setTimeout as delay } from "node:timers/promises";
import { createFikenClient } from "@/lib/fiken/client";
import { createCaller } from "@/lib/http/caller";
import { createRackbeatClient } from "@/lib/rackbeat/client";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import type { System } from "@/tests/system/system";
import { AGREEMENT } from "@/tests/system/visitor";

const INVOICES = 30;
/** Requests may reach Fiken closer together than they were sent: the naive one must not spoil `conduct`. */
const MARGIN_MS = 5;

export type LaneUse = { requestsPerInvoice: number; lanePercent: number };

/** What one lane permits: a request at most every interval, counted from the first one's start. */
export function laneUseOf(
  requests: readonly { at: Date; durationMs: number }[],
  { invoices, requestsPerSecond }: { invoices: number; requestsPerSecond: number },
): LaneUse {
  const [first, last] = [requests[0], requests.at(-1)];
  const intervalMs = 1000 / requestsPerSecond;
  const spanMs = first && last ? last.at.getTime() - first.at.getTime() : Number.NaN;
  const longest = requests.map(({ durationMs }) => Math.max(intervalMs, durationMs));
  const neededMs = longest.slice(0, -1).reduce((total, ms) => total + ms, 0);
  return {
    requestsPerInvoice: requests.length / invoices,
    lanePercent: (100 * neededMs) / spanMs,
  };
}

/**
 * The plain way, at the same pace and between the same two providers: one document after the other is read, looked up,
 * posted, given its PDF and read back. The contact is known. No database, no queue, no safety.
 */
export async function measureNaively(
  { rackbeat, fiken }: System,
  { attachPdf }: { attachPdf: boolean },
): Promise<LaneUse> {
  const numbers = Array.from({ length: INVOICES }, () => {
    const { number } = rackbeat.bookCustomerInvoice(AGREEMENT, {
      customerNumber: 10_002,
      lines: [{ itemNumber: "LYS-100" }],
      suppressWebhooks: true,
    });
    return String(number);
  });
  const { world } = rackbeat;
  const { accessToken } = world.acceptInstall(world.startInstall(AGREEMENT, "naive"), "naive");
  const source = createRackbeatClient({ baseUrl: rackbeat.url, token: accessToken });
  const target = naiveFiken(fiken);
  const customerId = knownCustomer(fiken);
  const from = fiken.requests.length;
  for (const key of numbers) {
    const invoice = await source.getCustomerInvoice(key);
    const saleNumber = `naiv-${key}`;
    if ((await target.findSales(saleNumber)).length > 0) continue;
    const { id: saleId } = await target.createSale({
      kind: "external_invoice",
      saleNumber,
      date: invoice.invoice_date ?? new Date().toISOString().slice(0, 10),
      customerId,
      currency: "NOK",
      paid: false,
      lines: [
        { description: "Salg", netPrice: 10_000, vat: 2_500, vatType: "HIGH", account: "3000" },
      ],
    });
    if (attachPdf) {
      const bytes = await source.customerInvoicePdf(key);
      const file = { filename: `${key}.pdf`, bytes, contentType: "application/pdf" };
      await target.attach({ saleId }, file);
    }
    await target.getSale(saleId);
  }
  const { requestsPerSecond } = fiken.settings;
  return laneUseOf(fiken.requests.slice(from), { invoices: INVOICES, requestsPerSecond });
}

function naiveFiken(fiken: System["fiken"]) {
  const token = fiken.connect([FJORDLYS]);
  const call = createCaller({
    provider: "Fiken",
    baseUrl: fiken.apiUrl,
    headers: { authorization: `Bearer ${token}` },
    explain: () => ({ code: "fiken.not_connected", details: {} }),
  });
  const intervalMs = 1000 / fiken.settings.requestsPerSecond;
  let nextAt = 0;
  return createFikenClient({
    companySlug: FJORDLYS,
    send: async (request) => {
      await delay(Math.max(0, nextAt - Date.now()));
      nextAt = Date.now() + intervalMs + MARGIN_MS;
      return call(request);
    },
  });
}

function knownCustomer({ world }: System["fiken"]): number {
  const contact = [...world.books(FJORDLYS).contacts.values()].find(({ customer }) => customer);
  if (!contact) throw new Error("Fiken has no customer to sell to");
  return contact.contactId;
}
