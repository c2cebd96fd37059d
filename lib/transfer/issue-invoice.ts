import type { TransferWork } from "./context";
import { postOnce, type Standing } from "./post-once";
import type { SalesRequest } from "./sales-forms";
import { tell } from "./timeline";

/** "Fiken issues the invoice", booked: Fiken numbers what we drafted. Found again by the draft's own uuid. */
export async function issueInvoice(
  work: TransferWork,
  { fikenId: draftId, request, made: justDrafted }: Standing<SalesRequest>,
): Promise<void> {
  const uuid = request.invoiceDraft?.uuid;
  if (!uuid) return;
  const { fikenId, made } = await postOnce<{ draftId: string }>(work, {
    kind: "issued_invoice",
    key: request.voucher.number,
    request: { draftId },
    lookUpFirst: !justDrafted,
    lookUp: async () => {
      const issued = await work.fiken.findInvoices(uuid);
      return issued.map(({ invoiceId }) => String(invoiceId));
    },
    post: async () => String((await work.fiken.createInvoice(Number(draftId))).id),
  });
  if (made) await tell(work, "posted", { kind: "invoice", fikenId });
}
