import { rulesOf } from "@/lib/transfer/form/document-forms";
import type { TransferWork } from "@/lib/transfer/turn/context";
import type { DocumentRequest } from "@/lib/transfer/turn/document-request";
import { postOnce, type Standing } from "@/lib/transfer/turn/post-once";
import { tell } from "@/lib/transfer/turn/timeline";

/** "Fiken issues the invoice", booked: Fiken numbers what we drafted. Found again by the draft's own uuid. */
export async function issueDraft(
  work: TransferWork,
  { fikenId: draftId, request, made: justDrafted }: Standing<DocumentRequest>,
): Promise<void> {
  const { issuing } = rulesOf(request);
  if (!issuing || !("issue" in request && request.issue)) return;
  const { kind, find, issue } = issuing;
  const { fikenId, made } = await postOnce<{ draftId: string }>(work, {
    kind: `issued_${kind}`,
    key: request.voucher.number,
    request: { draftId },
    lookUpFirst: !justDrafted,
    lookUp: () => find(work, request),
    post: (sent) => issue(work, Number(sent.draftId)),
  });
  if (made) await tell(work, "posted", { kind, fikenId });
}
