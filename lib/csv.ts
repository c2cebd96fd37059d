import { fromMinor } from "@/lib/money";

/** Excel takes a file for UTF-8 by it. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** A line for Excel in Scandinavia: `;` between the cells. */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) =>
    /[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
  );
  return `${quoted.join(";")}\r\n`;
}

/** What somebody else has written is text, and never a formula. */
export function textCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** "-1234,50" of -123450 øre; nothing of null. */
export function amountCell(minor: number | null): string {
  return minor === null ? "" : fromMinor(minor).replace(".", ",");
}
