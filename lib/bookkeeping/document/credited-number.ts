import type { RackbeatDocument } from "./upright-document";

const FIELDS = ["original_invoice_id", "invoice_id", "credited_invoice_id", "credit_for"] as const;
/** "Kreditnota for faktura nr. 10234", "Credit of invoice #10234". */
const IN_TEXT =
  /(?:faktura|fakturanr|invoice|kreditering av|kreditnota for|credit(?: note)? (?:of|for))(?:nummer|nr)?[\s.:#-]*(?:no|nr)?[\s.:#-]*(\d{1,9})(?!\d)/giu;

/**
 * Rackbeat's number of the document that a credit note credits. Which field has it is not published; its texts
 * are believed only where they name one number. Null: a credit note on its own.
 */
export function creditedNumberOf(document: RackbeatDocument): string | null {
  const stated = FIELDS.map((field) => document[field]).find(
    (number) => number !== null && number !== document.number,
  );
  if (stated) return stated;

  const text = [document.heading, document.note].join("\n");
  const named = new Set([...text.matchAll(IN_TEXT)].flatMap(([, number]) => number ?? []));
  named.delete(document.number);
  const [only, ...others] = named;
  return only && others.length === 0 ? only : null;
}
