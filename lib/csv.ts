import { fromMinor } from "@/lib/money";

/** Excel takes a file for UTF-8 by it. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** A table for a spreadsheet in Norway, where Excel wants `;` between cells and a mark that says UTF-8. */
type CsvTable<Row> = {
  header: readonly string[];
  /** The rows behind `last`, in order; none: there are no more. */
  readPage: (last: Row | null) => Promise<Row[]>;
  toCells: (row: Row) => string[];
};

/** The whole table, read page by page as it is asked for. */
export function streamCsv<Row>({
  header,
  readPage,
  toCells,
}: CsvTable<Row>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let last: Row | null = null;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(BYTE_ORDER_MARK + csvLine(header))),
    async pull(controller) {
      const rows = await readPage(last);
      last = rows.at(-1) ?? null;
      if (last === null) return controller.close();
      controller.enqueue(encoder.encode(rows.map((row) => csvLine(toCells(row))).join("")));
    },
  });
}

/** What somebody else has written is text, and never a formula. */
export function textCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** A line for Excel in Scandinavia: `;` between the cells. */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) =>
    /[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
  );
  return `${quoted.join(";")}\r\n`;
}

/** "-1234,50" of -123450 øre; nothing of null. */
export function amountCell(minor: number | null): string {
  return minor === null ? "" : fromMinor(minor).replace(".", ",");
}
