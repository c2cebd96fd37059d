import {
  compareVoucherWithCreditNote,
  matchesCreditNote,
} from "@/lib/bookkeeping/comparison/credit-note-comparison";
import type { Difference } from "@/lib/bookkeeping/comparison/difference";
import {
  compareVoucherWithInvoice,
  compareVoucherWithInvoiceDraft,
} from "@/lib/bookkeeping/comparison/ledger-comparison";
import type { FikenInvoiceDraft } from "@/lib/fiken/schemas/invoice-drafts";
import type { RequestOf } from "@/lib/transfer/turn/document-request";
import { nullIfDeleted } from "@/lib/transfer/turn/null-if-missing";
import { type FormRules, type ReadBack, scan } from "./form-rules";

type Issued = RequestOf<"invoice_draft" | "credit_note_draft">;

/** What Fiken numbers: drafted under our own uuid, which finds the draft and the invoice that it becomes. */
export const invoiceDraftForm: FormRules<RequestOf<"invoice_draft">> = {
  lookUp: async (work, { invoiceDraft: { uuid } }) => {
    const drafts = await work.fiken.findInvoiceDrafts(uuid);
    if (drafts.length > 0) return drafts.map(({ draftId }) => String(draftId));
    // Issued in between; the read-back goes by the uuid again.
    const issued = await work.fiken.findInvoices(uuid);
    return issued.map(({ invoiceId }) => String(invoiceId));
  },
  post: async (work, { invoiceDraft }) =>
    String((await work.fiken.createInvoiceDraft(invoiceDraft)).id),
  readBack: async (work, request, { fikenId }) => {
    const { voucher, contactId, issue, invoiceDraft } = request;
    // An issued draft is gone; one that a person has issued as well.
    const draft = issue ? null : await nullIfDeleted(work.fiken.getInvoiceDraft(fikenId));
    if (isOurs(draft, request)) return draftReadBack(request, draft, "invoice_draft");
    const [issued] = await work.fiken.findInvoices(invoiceDraft.uuid);
    if (!issued) return null;
    const expected = { contactId, attachments: 0 };
    const differences = compareVoucherWithInvoice(voucher, expected, issued);
    return { differences, fikenKind: "invoice", fikenId: issued.invoiceId };
  },
  pdfOwner: null,
  issuing: {
    kind: "invoice",
    find: async (work, { invoiceDraft: { uuid } }) => {
      const issued = await work.fiken.findInvoices(uuid);
      return issued.map(({ invoiceId }) => String(invoiceId));
    },
    issue: async (work, draftId) => String((await work.fiken.createInvoice(draftId)).id),
  },
};

/** A credit note that stands for itself, in Fiken's words *uavhengig*. */
export const creditNoteDraftForm: FormRules<RequestOf<"credit_note_draft">> = {
  lookUp: async (work, request) => {
    const { uuid } = request.invoiceDraft;
    const drafts = await scan(work.fiken.listCreditNoteDrafts, (draft) => isOurs(draft, request));
    if (drafts.length > 0) return drafts.map(({ draftId }) => String(draftId));
    const issued = await work.fiken.findCreditNotes(uuid);
    return issued.map(({ creditNoteId }) => String(creditNoteId));
  },
  post: async (work, { invoiceDraft }) => {
    const draft = { ...invoiceDraft, type: "credit_note" as const };
    return String((await work.fiken.createCreditNoteDraft(draft)).id);
  },
  readBack: async (work, request, { fikenId }) => {
    const { voucher, contactId, issue, invoiceDraft } = request;
    const draft = issue ? null : await nullIfDeleted(work.fiken.getCreditNoteDraft(fikenId));
    if (isOurs(draft, request)) return draftReadBack(request, draft, "credit_note_draft");
    const [issued] = await work.fiken.findCreditNotes(invoiceDraft.uuid);
    if (!issued) return null;
    const expected = { contactId, invoiceId: null };
    const differences = compareVoucherWithCreditNote(voucher, expected, issued);
    return { differences, fikenKind: "credit_note", fikenId: issued.creditNoteId };
  },
  pdfOwner: null,
  issuing: {
    kind: "credit_note",
    find: async (work, { invoiceDraft: { uuid } }) => {
      const issued = await work.fiken.findCreditNotes(uuid);
      return issued.map(({ creditNoteId }) => String(creditNoteId));
    },
    issue: async (work, draftId) => String((await work.fiken.createCreditNote(draftId)).id),
  },
};

/** A credit note on an invoice that Fiken has issued: booked and numbered at once, found again by its invoice. */
export const creditNoteForm: FormRules<RequestOf<"credit_note">> = {
  lookUp: async (work, { voucher, contactId, invoiceId }) => {
    const notes = await work.fiken.creditNotesOf(invoiceId);
    const ours = notes.filter((note) => matchesCreditNote(voucher, contactId, note));
    return ours.map(({ creditNoteId }) => String(creditNoteId));
  },
  post: async (work, { credit }) => {
    const { id } =
      credit.extent === "full"
        ? await work.fiken.createFullCreditNote(credit.body)
        : await work.fiken.createPartialCreditNote(credit.body);
    return String(id);
  },
  readBack: async (work, { voucher, contactId, invoiceId }, { fikenId }) => {
    const note = await nullIfDeleted(work.fiken.getCreditNote(fikenId));
    if (!note) return null;
    const differences = compareVoucherWithCreditNote(voucher, { contactId, invoiceId }, note);
    return { differences, fikenKind: "credit_note", fikenId };
  },
  pdfOwner: null,
};

/** The id may by now be of another draft: what was issued before it was found is known by its uuid alone. */
function isOurs(
  draft: FikenInvoiceDraft | null,
  { invoiceDraft }: Issued,
): draft is FikenInvoiceDraft {
  return draft?.uuid === invoiceDraft.uuid.toLowerCase();
}

function draftReadBack(
  { voucher, contactId }: Issued,
  draft: FikenInvoiceDraft,
  fikenKind: Issued["form"],
): ReadBack {
  const expected = { contactId, attachments: 0 };
  const differences: Difference[] = compareVoucherWithInvoiceDraft(voucher, expected, draft);
  return { differences, fikenKind, fikenId: draft.draftId };
}
