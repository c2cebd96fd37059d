const MAX_LENGTH = 500;
const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  aelig: "æ",
  oslash: "ø",
  aring: "å",
  AElig: "Æ",
  Oslash: "Ø",
  Aring: "Å",
};

export type ErrorText = {
  message: string;
  /** The machine's word, such as OAuth's `invalid_grant`: `error` or `code` of a JSON object. */
  code: string | null;
  /** Fiken's "Feilreferanse": what its support looks an error up by. */
  reference: string | null;
};

/** The words of an error answer, whatever its shape: JSON of several forms, HTML or plain text. */
export function readErrorText(body: string): ErrorText {
  const json = parseJson(body);
  const raw = uniqueTexts(textsOf(json ?? body)).join("; ");
  const text = plainText(raw);
  const reference = /Feilreferanse:?\s*([\w-]+)/i.exec(text)?.[1] ?? null;
  const message = text.replace(/\s*\(?Feilreferanse:?\s*[\w-]+\)?\.?/i, "").trim();
  return { message: message.slice(0, MAX_LENGTH), code: codeOf(json), reference };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON: HTML or plain text, which is read as it stands.
    return null;
  }
}

function codeOf(json: unknown): string | null {
  if (typeof json !== "object" || json === null) return null;
  const code = "error" in json ? json.error : "code" in json ? json.code : null;
  return typeof code === "string" && /^[\w.-]+$/.test(code) ? code : null;
}

/** Keys that hold a code or a place instead of words. */
const SILENT = new Set([
  "status",
  "timestamp",
  "path",
  "code",
  "exception",
  "file",
  "line",
  "trace",
]);

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [];
  const described = "error_description" in value ? ["error"] : [];
  return Object.entries(value)
    .filter(([key]) => !SILENT.has(key) && !described.includes(key))
    .flatMap(([, inner]) => textsOf(inner));
}

function uniqueTexts(texts: string[]): string[] {
  return [...new Set(texts.map((text) => text.trim()).filter(Boolean))];
}

function plainText(html: string): string {
  return html
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1>/gi, " ")
    .replace(/<!--[\s\S]*?-->/g, " ")
    .replace(/<\/?[a-z!][^>]*>/gi, " ")
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .replace(/\s+/g, " ")
    .trim();
}
