/** Rows under their headings, each column as wide as its widest cell; a row that is not right has a mark. */
export function printTable<Row extends { ok: boolean }>(
  rows: readonly Row[],
  columns: Partial<Record<keyof Row & string, string>>,
  say: (line: string) => void,
): void {
  const headings = Object.entries<string | undefined>(columns);
  const cells = rows.map((row) => headings.map(([key]) => String(row[key as keyof Row] ?? "–")));
  const table = [headings.map(([, heading]) => heading ?? ""), ...cells];
  const widths = headings.map((_, column) =>
    Math.max(...table.map((line) => line[column]?.length ?? 0)),
  );
  for (const [index, line] of table.entries()) {
    const mark = index === 0 || rows[index - 1]?.ok ? " " : "!";
    say(`${mark} ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`);
  }
}
