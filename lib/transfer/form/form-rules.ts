import type { Difference } from "@/lib/bookkeeping/comparison/difference";
import type { AttachmentOwner } from "@/lib/fiken/attachments";
import type { Page } from "@/lib/fiken/calls";
import type { TransferWork } from "@/lib/transfer/turn/context";

/** What stands in Fiken: a draft that a person has approved is a sale, an invoice or a purchase by now. */
export type ReadBack = { differences: Difference[]; fikenKind: string; fikenId: number };

/** How a document of one form is made in Fiken, found again and read back. */
export type FormRules<Request> = {
  /** Ids in Fiken that are this very document. */
  lookUp: (work: TransferWork, request: Request) => Promise<string[]>;
  /** What was read for a whole backlog shows that there is none, so that none need be looked up. */
  isSurelyAbsent?: (work: TransferWork, request: Request) => Promise<boolean>;
  /** The single call that makes it; answers its id. */
  post: (work: TransferWork, request: Request) => Promise<string>;
  /** Null: not there any more. */
  readBack: (
    work: TransferWork,
    request: Request,
    expected: { fikenId: number; attachments: number },
  ) => Promise<ReadBack | null>;
  /** What Rackbeat's PDF hangs on; null where it has no place, or Fiken makes the PDF itself. */
  pdfOwner: ((fikenId: number) => AttachmentOwner) | null;
  /** What the PDF hangs on once a person has approved the draft; null where nobody has. */
  approvedOwner?: (work: TransferWork, request: Request) => Promise<AttachmentOwner | null>;
  /** How Fiken issues the draft, where it does. */
  issuing?: {
    kind: "invoice" | "credit_note";
    find: (work: TransferWork, request: Request) => Promise<string[]>;
    issue: (work: TransferWork, draftId: number) => Promise<string>;
  };
};

/** Every row that is asked for, page by page: Fiken has no filter that would find it. */
export async function scan<Row>(
  readPage: (page: number) => Promise<Page<Row>>,
  isWanted: (row: Row) => boolean,
): Promise<Row[]> {
  const wanted: Row[] = [];
  for (let page: number | null = 0; page !== null; ) {
    const answer: Page<Row> = await readPage(page);
    wanted.push(...answer.items.filter(isWanted));
    page = answer.nextPage;
  }
  return wanted;
}
