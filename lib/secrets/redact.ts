const REDACTED = "[redacted]";

/** Fields that hold a secret, whatever they hold. */
const SECRET_KEYS =
  /token|secret|authori[sz]ation|password|passord|cookie|credential|api_?key|settings_?url|webhook_?url/i;

/** Secrets inside of texts, as they stand in messages and addresses; what is kept of each stands before it. */
const SECRET_TEXTS: readonly [RegExp, string][] = [
  [/\b(bearer|basic)\s+[^\s"',;]+/gi, `$1 ${REDACTED}`],
  // The paths that are passwords: the settings page, and the webhook's address.
  [/(\/settings\/[^/\s"'?#]+\/)[^/\s"'?#]+/gi, `$1${REDACTED}`],
  [/(\/webhooks\/rackbeat\/[^/\s"'?#]+\/)[^/\s"'?#]+/gi, `$1${REDACTED}`],
  [/\b((?:access_|refresh_)?token|secret|code|state|key|password)=[^\s&"']+/gi, `$1=${REDACTED}`],
  [/\beyJ[\w-]+\.[\w.-]+/g, REDACTED],
  // Long and opaque: no name or number of a document looks like it.
  [/[A-Za-z0-9_+/=-]{32,}/g, REDACTED],
];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A copy of plain data that may be handed on: without secrets, by the names of fields and by what texts look like. */
export function redacted(value: unknown): unknown {
  if (typeof value === "string") return redactedText(value);
  if (Array.isArray(value)) return value.map(redacted);
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      redactedText(key),
      SECRET_KEYS.test(key) ? REDACTED : redacted(inner),
    ]),
  );
}

function redactedText(text: string): string {
  if (UUID.test(text)) return text;
  return SECRET_TEXTS.reduce((kept, [pattern, replacement]) => {
    return kept.replace(pattern, replacement);
  }, text);
}
