/** A header, or a list's item, is one line, whatever a company calls itself. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
