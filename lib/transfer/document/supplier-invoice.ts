import type { Mapped } from "@/lib/bookkeeping/document/mapped";
import { isCredit } from "@/lib/bookkeeping/document/upright-document";
import {
  supplierNumberOf,
  voucherOfSupplierInvoice,
} from "@/lib/bookkeeping/voucher/supplier-invoice-to-voucher";
import type { RackbeatSupplierInvoice } from "@/lib/rackbeat/invoices";
import { ensureSupplierContact } from "@/lib/transfer/party/party-contact";
import type { TransferWork } from "@/lib/transfer/turn/context";
import type { DocumentSide, Prepared } from "@/lib/transfer/turn/document-side";
import type { Outcome } from "@/lib/transfer/turn/outcome";
import { withKnownItemGroups } from "./read-document";
import { transferDocument } from "./transfer-document";

const SUPPLIER_INVOICE: DocumentSide<RackbeatSupplierInvoice> = {
  kind: "supplier_invoice",
  read: async (work, number) =>
    withKnownItemGroups(work, await work.rackbeat.getSupplierInvoice(number)),
  dateOf: ({ invoice_date, booked_at, created_at }) =>
    invoice_date ?? (booked_at ?? created_at)?.slice(0, 10) ?? null,
  partyNameOf: ({ supplier }) => supplier?.name ?? null,
  identifierOf: ({ settings }, invoice, sent) => {
    const numberFields =
      sent && "numberFields" in sent ? sent.numberFields : settings.supplierNumberFields;
    return supplierNumberOf(invoice, { numberFields });
  },
  prepare,
  carriesPdf: () => true,
  fetchPdf: ({ rackbeat }, number) => rackbeat.supplierInvoicePdf(number),
  filenameOf: (invoice) =>
    `${isCredit(invoice) ? "leverandorkreditnota" : "leverandorfaktura"}-${invoice.number}.pdf`,
};

/** One turn on one invoice or credit note from a supplier. */
export function transferSupplierInvoice(work: TransferWork): Promise<Outcome> {
  return transferDocument(work, SUPPLIER_INVOICE);
}

async function prepare(
  work: TransferWork,
  invoice: RackbeatSupplierInvoice,
  fingerprint: string,
): Promise<Mapped<Prepared>> {
  const { supplierInvoiceMode, supplierNumberFields: numberFields } = work.settings;
  const voucher = voucherOfSupplierInvoice(invoice, work.rules.mapping, { numberFields });
  if (!voucher.ok) return voucher;
  if (voucher.value.kind === "excluded") return { ok: true, value: voucher.value };
  const contact = await ensureSupplierContact(work, voucher.value.supplierNumber);
  if (!contact.ok) return contact;
  return {
    ok: true,
    value: {
      kind: "request",
      request: {
        form: supplierInvoiceMode === "booked" ? "purchase" : "purchase_draft",
        contactId: contact.value,
        fingerprint,
        numberFields,
        voucher: voucher.value,
      },
    },
  };
}
