import type { RackbeatInvoiceLine } from "@/lib/rackbeat/invoices";

/** Fiken refuses longer texts; the whole text stands on the attached PDF. Counted in UTF-16 units, as Fiken does. */
const MAX_TEXT = 200;

const graphemes = new Intl.Segmenter("nb", { granularity: "grapheme" });

/** At most 200 characters, cut between what a reader sees as characters, never inside an emoji or an accent. */
export function cutText(text: string, maxLength = MAX_TEXT): string {
  if (text.length <= maxLength) return text;
  let kept = "";
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > maxLength - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** What the line sells, on one line: its text, else its item's name or number. `line` counts from 1. */
export function nameOfLine(
  { name, item, child_id }: Pick<RackbeatInvoiceLine, "name" | "item" | "child_id">,
  line: number,
): string {
  const number = item?.number ?? child_id;
  const text = oneLine(name) || oneLine(item?.name) || number || `Linje ${line}`;
  return number && !text.includes(number) ? `${text} ${number}` : text;
}

/** "4 x Spade 125-1": booked lines have totals only, so the quantity stands in the text. */
export function textWithQuantity(quantity: string | null, name: string): string {
  return cutText(quantity === null ? name : `${quantity.replace(".", ",")} x ${name}`);
}

/** The text with a line of text joined to it, or unchanged where both do not fit. */
export function joinText(text: string, addition: string | null): string {
  const added = oneLine(addition);
  const joined = `${text} – ${added}`;
  return added && joined.length <= MAX_TEXT ? joined : text;
}

function oneLine(text: string | null | undefined): string {
  return (text ?? "").replaceAll(/\s+/g, " ").trim();
}
