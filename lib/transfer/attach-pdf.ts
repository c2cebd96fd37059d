import type { TransferWork } from "./context";
import { postOnce, type Standing } from "./post-once";
import { SALES_FORMS, type SalesRequest } from "./sales-forms";
import { tell } from "./timeline";

export type PdfSource = { filename: string; bytes: Promise<Uint8Array<ArrayBuffer>> };

/** Attaches Rackbeat's own print, once. A failed upload never leads to a second document. */
export async function attachPdf(
  work: TransferWork,
  standing: Standing<SalesRequest>,
  { filename, bytes }: PdfSource,
): Promise<void> {
  const owner = SALES_FORMS[standing.request.form].pdfOwner?.(Number(standing.fikenId));
  if (!owner) return;
  const { made } = await postOnce<{ filename: string }>(work, {
    kind: "attachment",
    key: `${work.transfer.kind}:${standing.request.form}:${standing.fikenId}`,
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
    post: async () => {
      const file = { filename, bytes: await bytes, contentType: "application/pdf" };
      return (await work.fiken.attach(owner, file)).location;
    },
  });
  if (made) await tell(work, "pdf_attached", { filename });
}
