import {
  fingerprintOf,
  firstFingerprintOf,
  firstUnreadFingerprintOf,
  isOfSameFigures,
  UNBOOKED,
  unreadFingerprintOf,
} from "@/lib/bookkeeping/document/fingerprint";
import type { Mapped } from "@/lib/bookkeeping/document/mapped";
import type { RackbeatDocument } from "@/lib/bookkeeping/document/upright-document";
import { hasGroupsOf } from "./changed-fields";
import type { Voucher } from "./voucher";

/** A document as it is now in Rackbeat. */
export type Seen<Document extends RackbeatDocument = RackbeatDocument> = {
  document: Document;
  /** The supplier's own number, where it is booked under that. */
  identifier: string | undefined;
  /** Problems where its lines cannot be read. */
  fingerprint: Mapped<string>;
};

export function seenOf<Document extends RackbeatDocument>(
  document: Document,
  identifier: string | undefined,
): Seen<Document> {
  const fingerprint: Mapped<string> = document.is_booked
    ? fingerprintOf(document, identifier)
    : { ok: true, value: UNBOOKED };
  return { document, identifier, fingerprint };
}

/** What is stored of it where the user keeps it. One that cannot be read can be kept as well: by all that it is. */
export function valueSeen({ document, fingerprint }: Seen): string {
  return fingerprint.ok ? fingerprint.value : unreadFingerprintOf(document);
}

/**
 * Whether a document is as it was when the fingerprint was stored, by the recipe that it was stored with. An item that
 * has moved to another product group since, has another number, or is gone, does not change the document. A line that
 * was booked anew with another item does, unless the item is of the product group that the voucher was booked by: it
 * would be booked the same. The first recipe does not tell the item, so there such a line reads as a moved item, and
 * figures alone count.
 */
export function isUnchanged(stored: string, seen: Seen, voucher: Voucher): boolean {
  const { document, identifier, fingerprint } = seen;
  if (stored === valueSeen(seen)) return true;
  if (!document.is_booked) return false;
  if (!fingerprint.ok) return stored === firstUnreadFingerprintOf(document);
  if (isOfSameFigures(stored, fingerprint.value)) return hasGroupsOf(voucher, document.lines);
  const readings = [document, withGroupsOf(voucher, document)];
  return readings.some((reading) => firstFingerprintOf(reading, identifier) === stored);
}

/** The document with the product groups that its lines had when they were booked. */
function withGroupsOf({ lines: booked }: Voucher, document: RackbeatDocument): RackbeatDocument {
  const groups = new Map(
    booked.flatMap(({ sourceLines: [line], productGroup }) =>
      line === undefined ? [] : [[line, productGroup] as const],
    ),
  );
  const lines = document.lines.map((line, index) => {
    const group = groups.get(index + 1) ?? null;
    if (group === null) return line;
    return { ...line, item: { number: null, name: null, group: { number: group, name: null } } };
  });
  return { ...document, lines };
}
