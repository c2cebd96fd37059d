import type { Mapped } from "@/lib/bookkeeping/document/mapped";
import type { RackbeatDocument } from "@/lib/bookkeeping/document/upright-document";
import type { Excluded } from "@/lib/bookkeeping/voucher/voucher";
import type { TransferWork } from "./context";
import type { DocumentKind, DocumentRequest } from "./document-request";

export type Prepared = { kind: "request"; request: DocumentRequest } | Excluded;

/** What is different between sales and purchases; credit notes are documents of their side. */
export type DocumentSide<Document extends RackbeatDocument> = {
  kind: DocumentKind;
  /** As it is now in Rackbeat. An item that is gone leaves its line without a group. */
  read: (work: TransferWork, number: string) => Promise<Document>;
  /** The day it is booked on. */
  dateOf: (document: Document) => string | null;
  partyNameOf: (document: Document) => string | null;
  /**
   * The number it is booked under, where that is not Rackbeat's; read as it was read when it was sent, whatever the
   * settings have become since.
   */
  identifierOf?: (work: TransferWork, document: Document, sent: DocumentRequest | null) => string;
  /** Its request, with the contact that it needs; or every problem that keeps it from being made. */
  prepare: (
    work: TransferWork,
    document: Document,
    fingerprint: string,
  ) => Promise<Mapped<Prepared>>;
  /** Whether a new document would carry Rackbeat's print. */
  carriesPdf: (work: TransferWork) => boolean;
  fetchPdf: (work: TransferWork, number: string) => Promise<Uint8Array<ArrayBuffer>>;
  filenameOf: (document: Document) => string;
};
