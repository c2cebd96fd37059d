/** An expression that cannot be compiled, or not be evaluated for the event at hand. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
}

export type Token =
  | { kind: "name"; text: string }
  | { kind: "operator"; text: string }
  | { kind: "literal"; value: string | number };

const TOKEN =
  /\s*(?:(\d+\.\d+|\d+)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*)|(&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()[\]]))/y;

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r" };

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(.)/g, (_, char: string) => ESCAPES[char] ?? char);
}

export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  const end = source.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) {
      throw new ExpressionError(`Unexpected "${source.slice(at).trim()}" in "${source}"`);
    }
    const [, number, string, name, operator] = match;
    if (number !== undefined) tokens.push({ kind: "literal", value: Number(number) });
    else if (string !== undefined) tokens.push({ kind: "literal", value: unquote(string) });
    else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else if (operator !== undefined) tokens.push({ kind: "operator", text: operator });
  }
  return tokens;
}
