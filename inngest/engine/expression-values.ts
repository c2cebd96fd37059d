import { isDeepStrictEqual } from "node:util";
import { ExpressionError } from "./expression-lexer";

/** A field that is not there reads as null, as Inngest reads it. */
export function member(object: unknown, key: unknown): unknown {
  if (object === null || object === undefined) return null;
  if (Array.isArray(object)) return typeof key === "number" ? (object[key] ?? null) : null;
  if (typeof object !== "object" || typeof key !== "string") return null;
  return Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : null;
}

export function truth(value: unknown): boolean {
  if (value === null) return false;
  if (typeof value === "boolean") return value;
  throw new ExpressionError(`${JSON.stringify(value)} is neither true nor false`);
}

function asNumber(value: unknown, operator: string): number {
  if (typeof value === "number") return value;
  throw new ExpressionError(`"${operator}" needs numbers, not ${JSON.stringify(value)}`);
}

function add(a: unknown, b: unknown): unknown {
  if (typeof a === "string" && typeof b === "string") return a + b;
  if (typeof a === "number" && typeof b === "number") return a + b;
  throw new ExpressionError(`Cannot add ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
}

/** Ordering with a missing value is false, never an error. */
function compare(a: unknown, b: unknown, decide: (order: number) => boolean): boolean {
  if (a === null || b === null) return false;
  if (typeof a === "string" && typeof b === "string") return decide(a < b ? -1 : a > b ? 1 : 0);
  if (typeof a === "number" && typeof b === "number") return decide(a - b);
  throw new ExpressionError(`Cannot order ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
}

function isIn(a: unknown, b: unknown): boolean {
  if (Array.isArray(b)) return b.some((item) => isDeepStrictEqual(item, a));
  return typeof b === "object" && b !== null && typeof a === "string" && Object.hasOwn(b, a);
}

export const BINARY: Record<string, (a: unknown, b: unknown) => unknown> = {
  "+": add,
  "-": (a, b) => asNumber(a, "-") - asNumber(b, "-"),
  "*": (a, b) => asNumber(a, "*") * asNumber(b, "*"),
  "/": (a, b) => asNumber(a, "/") / asNumber(b, "/"),
  "%": (a, b) => asNumber(a, "%") % asNumber(b, "%"),
  "==": (a, b) => isDeepStrictEqual(a, b),
  "!=": (a, b) => !isDeepStrictEqual(a, b),
  "<": (a, b) => compare(a, b, (order) => order < 0),
  "<=": (a, b) => compare(a, b, (order) => order <= 0),
  ">": (a, b) => compare(a, b, (order) => order > 0),
  ">=": (a, b) => compare(a, b, (order) => order >= 0),
  in: isIn,
};

export const UNARY: Record<string, (value: unknown) => unknown> = {
  "!": (value) => !truth(value),
  "-": (value) => -asNumber(value, "-"),
};

function size(value: unknown): number {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  if (typeof value === "object" && value !== null) return Object.keys(value).length;
  throw new ExpressionError(`${JSON.stringify(value)} has no size`);
}

/** Functions, with their number of arguments. */
export const FUNCTIONS: Record<string, { arity: number; call: (...args: unknown[]) => unknown }> = {
  has: { arity: 1, call: (value) => value !== null },
  size: { arity: 1, call: size },
  string: { arity: 1, call: (value) => (typeof value === "string" ? value : textOf(value)) },
  int: { arity: 1, call: (value) => Math.trunc(Number(value)) },
  double: { arity: 1, call: (value) => Number(value) },
};

const onText = (test: (text: string, part: string) => boolean) => (text: unknown, part: unknown) =>
  typeof text === "string" && typeof part === "string" && test(text, part);

/** Methods of one argument. */
export const METHODS: Record<string, (self: unknown, argument: unknown) => boolean> = {
  startsWith: onText((text, part) => text.startsWith(part)),
  endsWith: onText((text, part) => text.endsWith(part)),
  contains: onText((text, part) => text.includes(part)),
};

/** A key as text: strings as they are, everything else as JSON. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}
