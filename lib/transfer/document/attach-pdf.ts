import type { EntityKind } from "@/db/schema/transfers";
import type { AttachmentOwner } from "@/lib/fiken/attachments";
import { CallFailure } from "@/lib/http/call-failure";
import { rulesOf } from "@/lib/transfer/form/document-forms";
import type { TransferWork } from "@/lib/transfer/turn/context";
import type { DocumentRequest } from "@/lib/transfer/turn/document-request";
import { postOnce, type Standing } from "@/lib/transfer/turn/post-once";
import { tell } from "@/lib/transfer/turn/timeline";

export type PdfSource = { filename: string; bytes: Promise<Uint8Array<ArrayBuffer>> };

/** The posting of a document's PDF. */
export function attachmentKeyOf(
  kind: EntityKind,
  { request, fikenId }: Standing<DocumentRequest>,
): string {
  return `${kind}:${request.form}:${fikenId}`;
}

/** Attaches Rackbeat's own print, once. A failed upload never leads to a second document. */
export async function attachPdf(
  work: TransferWork,
  standing: Standing<DocumentRequest>,
  pdf: PdfSource,
): Promise<void> {
  const { pdfOwner, approvedOwner } = rulesOf(standing.request);
  if (!pdfOwner) return;
  try {
    await attachTo(work, standing, pdf, pdfOwner(Number(standing.fikenId)));
  } catch (error) {
    if (!(error instanceof CallFailure && error.status === 404)) throw error;
    // Approved by a person in between: the file belongs to what it became. Or deleted: the read-back tells.
    const owner = await approvedOwner?.(work, standing.request);
    if (owner) await attachTo(work, standing, pdf, owner);
  }
}

async function attachTo(
  work: TransferWork,
  standing: Standing<DocumentRequest>,
  { filename, bytes }: PdfSource,
  owner: AttachmentOwner,
): Promise<void> {
  const { made } = await postOnce<{ filename: string }>(work, {
    kind: "attachment",
    key: attachmentKeyOf(work.transfer.kind, standing),
    request: { filename },
    // A document that was not made just now may have its PDF already.
    lookUpFirst: !standing.made,
    lookUp: async (sent) => {
      const listed = await work.fiken.listAttachments(owner);
      const named = listed.filter((attachment) => attachment.filename !== null);
      // Where Fiken tells no file names, a document of ours that has an attachment has this one.
      const isThere =
        named.length > 0
          ? named.some((attachment) => attachment.filename === sent.filename)
          : listed.length > 0;
      return isThere ? [sent.filename] : [];
    },
    prepare: () => bytes,
    post: async () => {
      const file = { filename, bytes: await bytes, contentType: "application/pdf" };
      return (await work.fiken.attach(owner, file)).location;
    },
  });
  if (made) await tell(work, "pdf_attached", { filename });
}
