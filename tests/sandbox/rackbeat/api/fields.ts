import { invalid } from "../refusal";

/** A selection: a name alone takes the whole value, a name with a tree takes parts of it. */
export type FieldTree = Map<string, FieldTree | null>;

/** Reads `number,lines(id,item(name)),currency`. Throws 422 on unbalanced parentheses or an empty name. */
export function parseFields(text: string): FieldTree {
  const reader = { text, at: 0 };
  const tree = readList(reader);
  if (reader.at < text.length) throw malformed(text);
  return tree;
}

/** The selected parts of a value; lists are selected item by item. Unknown names are left out. */
export function selectFields(value: unknown, tree: FieldTree): unknown {
  if (Array.isArray(value)) return value.map((item) => selectFields(item, tree));
  if (value === null || typeof value !== "object") return value;
  const source = new Map<string, unknown>(Object.entries(value));
  const selected = [...tree]
    .filter(([name]) => source.has(name))
    .map(([name, inner]) => {
      const part = source.get(name);
      return [name, inner ? selectFields(part, inner) : part];
    });
  return Object.fromEntries(selected);
}

type Reader = { text: string; at: number };

function readList(reader: Reader): FieldTree {
  const tree: FieldTree = new Map();
  for (;;) {
    const name = readName(reader);
    tree.set(name, readInner(reader));
    if (reader.text[reader.at] !== ",") return tree;
    reader.at += 1;
  }
}

function readName(reader: Reader): string {
  const [name] = /^\s*[A-Za-z0-9_]+\s*/.exec(reader.text.slice(reader.at)) ?? [];
  if (!name) throw malformed(reader.text);
  reader.at += name.length;
  return name.trim();
}

function readInner(reader: Reader): FieldTree | null {
  if (reader.text[reader.at] !== "(") return null;
  reader.at += 1;
  const inner = readList(reader);
  if (reader.text[reader.at] !== ")") throw malformed(reader.text);
  reader.at += 1;
  return inner;
}

function malformed(text: string) {
  return invalid({ fields: `The fields parameter '${text}' is malformed.` });
}
