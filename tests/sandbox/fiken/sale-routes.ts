import { z } from "zod";
import { attachmentResult, attachmentRoutes } from "./attachments";
import { contactById } from "./contacts";
import { created, type FikenApp, type FikenContext, readBody, requireQuery, rowOf } from "./http";
import { grossInCurrency, sumOf } from "./lines";
import { type Filters, listOf } from "./lists";
import { paidOf, paymentResult, paymentRoutes } from "./payments";
import type { Sale } from "./records";
import { badRequest } from "./refusal";
import { saleRequest, writeOffRequest } from "./request-schemas";
import { createSale, deleteSale, outstandingOf, paySale, settleSale, writeOffSale } from "./sales";

const FILTERS: Filters<Sale> = {
  text: {
    saleNumber: (sale) => sale.saleNumber,
    contactId: (sale) => sale.customerId,
  },
  flag: { settled: (sale) => sale.settled },
  day: {
    date: (sale) => sale.date,
    lastModified: (sale) => sale.lastModifiedDate,
  },
};

export function saleRoutes(api: FikenApp): void {
  const one = "/sales/:saleId{\\d+}";

  api.get("/sales", (c) =>
    listOf(c, c.get("books").sales.values(), (sale) => saleResult(c, sale), FILTERS),
  );
  api.post("/sales", async (c) => {
    const sale = createSale(c.get("books"), await readBody(c, saleRequest));
    return created(c, `sales/${sale.saleId}`);
  });
  api.get(one, (c) => c.json(saleResult(c, saleOf(c))));
  api.patch(`${one}/delete`, (c) => {
    const sale = saleOf(c);
    deleteSale(c.get("books"), sale, requireQuery(c, "description"));
    return c.json(saleResult(c, sale));
  });
  api.patch(`${one}/settled`, (c) => {
    const sale = saleOf(c);
    const settledDate = requireQuery(c, "settledDate");
    if (!z.iso.date().safeParse(settledDate).success) throw badRequest("Ugyldig settledDate");
    settleSale(c.get("books"), sale, settledDate);
    return c.json(saleResult(c, sale));
  });
  api.patch(`${one}/writeOff`, async (c) => {
    const sale = saleOf(c);
    writeOffSale(c.get("books"), sale, await readBody(c, writeOffRequest));
    return c.json(saleResult(c, sale));
  });
  attachmentRoutes(
    api,
    `${one}/attachments`,
    (c) => {
      const { attachments, saleNumber } = saleOf(c);
      return { attachments, identifier: saleNumber };
    },
    { flags: true },
  );
  paymentRoutes(
    api,
    `${one}/payments`,
    (c) => saleOf(c).payments,
    (c, request) => paySale(c.get("books"), saleOf(c), request),
  );
}

function saleOf(c: FikenContext): Sale {
  return rowOf(c, c.get("books").sales, "saleId", "Salget");
}

export function saleResult(c: FikenContext, sale: Sale): unknown {
  const { net, vat } = sumOf(sale.lines);
  const foreign = sale.currency !== "NOK";
  const paidInCurrency = sale.payments.reduce((sum, { amount }) => sum + amount, 0);
  return {
    saleId: sale.saleId,
    lastModifiedDate: sale.lastModifiedDate,
    transactionId: sale.transactionId,
    saleNumber: sale.saleNumber,
    date: sale.date,
    kind: sale.kind,
    netAmount: net,
    vatAmount: vat,
    settled: sale.settled,
    settledDate: sale.settledDate,
    writeOff: sale.writeOff,
    totalPaid: sale.customerId === undefined ? net + vat : paidOf(sale.payments),
    ...(foreign && { totalPaidInCurrency: paidInCurrency }),
    outstandingBalance: outstandingOf(sale),
    ...(foreign && {
      outstandingBalanceInCurrency: grossInCurrency(sale.lines) - paidInCurrency,
    }),
    lines: sale.lines,
    customer: contactById(c, sale.customerId),
    currency: sale.currency,
    dueDate: sale.dueDate,
    kid: sale.kid,
    paymentAccount: sale.paymentAccount,
    salePayments: sale.payments.map(paymentResult),
    saleAttachments: sale.attachments.map((file) => attachmentResult(c, file)),
    paymentDate: sale.paymentDate ?? sale.payments.at(-1)?.date,
    notes: [],
    deleted: sale.deleted,
  };
}
