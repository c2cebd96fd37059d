import { differencesText } from "@/lib/bookkeeping/comparison/difference";
import { rulesOf } from "@/lib/transfer/form/document-forms";
import { recordProgress } from "@/lib/transfer/turn/claim";
import type { TransferWork } from "@/lib/transfer/turn/context";
import type { DocumentRequest } from "@/lib/transfer/turn/document-request";
import { type Outcome, stopped } from "@/lib/transfer/turn/outcome";
import type { Standing } from "@/lib/transfer/turn/post-once";

/** Reads the document back from Fiken and compares it with its voucher, to the øre. */
export async function verifyDocument(
  work: TransferWork,
  { request, fikenId }: Standing<DocumentRequest>,
  { attachments }: { attachments: number },
): Promise<Outcome> {
  const { number, currency } = request.voucher;
  const found = await rulesOf(request).readBack(work, request, {
    fikenId: Number(fikenId),
    attachments,
  });
  if (!found) {
    return stopped([{ code: "fiken.missing_after_posting", details: { number, fikenId } }]);
  }
  await recordProgress(work, { fikenKind: found.fikenKind, fikenId: found.fikenId });
  if (found.differences.length === 0) return { state: "verified" };
  const differences = differencesText(found.differences);
  return stopped([{ code: "fiken.differs", details: { number, differences, currency } }]);
}
