import { z } from "zod";
import { badAnswer } from "@/lib/http/call-failure";
import { get, readLocation, type Send } from "./calls";
import { attachmentSchema, type FikenAttachment } from "./schemas/attachments";

/** What a file can be attached to. */
export type AttachmentOwner =
  | { saleId: number }
  | { saleDraftId: number }
  | { invoiceDraftId: number }
  | { creditNoteDraftId: number }
  | { purchaseId: number }
  | { purchaseDraftId: number };

export type AttachmentFile = {
  /** Must end in .pdf, .png, .jpeg, .jpg or .gif. */
  filename: string;
  bytes: Uint8Array<ArrayBuffer>;
  contentType: string;
};

const UPLOAD_TIMEOUT_MS = 60_000;

export function createAttachmentCalls(send: Send, company: string) {
  return {
    /** Fiken tells nothing of a file that would show it again: keep an own record of what was attached. */
    async attach(owner: AttachmentOwner, file: AttachmentFile): Promise<{ location: string }> {
      const multipart = new FormData();
      multipart.set("filename", file.filename);
      multipart.set("file", new Blob([file.bytes], { type: file.contentType }), file.filename);
      const reply = await send({
        method: "POST",
        path: `${company}${pathOf(owner)}`,
        // Without it Fiken does not know whether the file documents the sale (or purchase) or its payment.
        query: "saleId" in owner || "purchaseId" in owner ? { attachToSale: true } : {},
        multipart,
        timeoutMs: UPLOAD_TIMEOUT_MS,
      });
      if (reply.status !== 201) throw badAnswer(reply, "the file was not confirmed");
      return { location: readLocation(reply).location };
    },

    /** Without the repetitions that Fiken's lists can hold. */
    async listAttachments(owner: AttachmentOwner): Promise<FikenAttachment[]> {
      const listed = await get(send, `${company}${pathOf(owner)}`, z.array(attachmentSchema));
      const seen = new Set<string>();
      return listed.filter(({ uuid, identifier }) => {
        const key = uuid ?? identifier;
        if (key === null) return true;
        return seen.has(key) ? false : seen.add(key);
      });
    },
  };
}

function pathOf(owner: AttachmentOwner): string {
  if ("saleId" in owner) return `/sales/${owner.saleId}/attachments`;
  if ("saleDraftId" in owner) return `/sales/drafts/${owner.saleDraftId}/attachments`;
  if ("purchaseId" in owner) return `/purchases/${owner.purchaseId}/attachments`;
  if ("purchaseDraftId" in owner) return `/purchases/drafts/${owner.purchaseDraftId}/attachments`;
  if ("creditNoteDraftId" in owner) {
    return `/creditNotes/drafts/${owner.creditNoteDraftId}/attachments`;
  }
  return `/invoices/drafts/${owner.invoiceDraftId}/attachments`;
}
