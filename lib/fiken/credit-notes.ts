import { type Created, get, getPage, type Page, readCreated, type Send } from "./calls";
import {
  creditNoteSchema,
  type FikenCreditNote,
  type FikenCreditNoteFullRequest,
  type FikenCreditNotePartialRequest,
} from "./schemas/credit-notes";
import { invoiceSchema } from "./schemas/invoices";

/** Days, both included. */
export type CreditNoteFilter = {
  issueDateFrom?: string;
  issueDateTo?: string;
  lastModifiedFrom?: string;
};

export function createCreditNoteCalls(send: Send, company: string) {
  const path = `${company}/creditNotes`;
  const getCreditNote = (creditNoteId: number): Promise<FikenCreditNote> =>
    get(send, `${path}/${creditNoteId}`, creditNoteSchema);

  return {
    /** The credit note that was made from the draft, by the app or by a person in Fiken. */
    async findCreditNotes(creditNoteDraftUuid: string): Promise<FikenCreditNote[]> {
      const { items } = await getPage(send, path, creditNoteSchema, 0, { creditNoteDraftUuid });
      return items.filter(
        (note) => note.creditNoteDraftUuid?.toLowerCase() === creditNoteDraftUuid.toLowerCase(),
      );
    },

    /**
     * What an invoice was credited with: the only way back to a note that was made straight from it. One request,
     * and one more for each note; an invoice can be credited once.
     */
    async creditNotesOf(invoiceId: number): Promise<FikenCreditNote[]> {
      const invoice = await get(send, `${company}/invoices/${invoiceId}`, invoiceSchema);
      const notes: FikenCreditNote[] = [];
      for (const creditNoteId of invoice.associatedCreditNotes) {
        notes.push(await getCreditNote(creditNoteId));
      }
      return notes;
    },

    listCreditNotes: (
      page: number,
      filter: CreditNoteFilter = {},
    ): Promise<Page<FikenCreditNote>> =>
      getPage(send, path, creditNoteSchema, page, {
        issueDateGe: filter.issueDateFrom,
        issueDateLe: filter.issueDateTo,
        lastModifiedGe: filter.lastModifiedFrom,
      }),

    getCreditNote,

    /** Books and numbers it at once. Not idempotent: look at the invoice's notes before posting again. */
    async createFullCreditNote(note: FikenCreditNoteFullRequest): Promise<Created> {
      const reply = await send({ method: "POST", path: `${path}/full`, json: note });
      return readCreated(reply, "creditNotes");
    },

    /** Books and numbers it at once. Not idempotent; without an invoice nothing but its text finds it again. */
    async createPartialCreditNote(note: FikenCreditNotePartialRequest): Promise<Created> {
      const reply = await send({ method: "POST", path: `${path}/partial`, json: note });
      return readCreated(reply, "creditNotes");
    },
  };
}
