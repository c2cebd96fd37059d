import type { z } from "zod";
import { invalid, Refusal } from "../refusal";

type Issue = z.core.$ZodIssue;

/** Parses a write as Laravel validates one: 400 for what is no JSON object, 422 with a text per field. */
export function parseInput<Output>(
  schema: z.ZodType<Output>,
  body: unknown,
  strictTypes: boolean,
): Output {
  if (body === null || typeof body !== "object" || Array.isArray(body)) {
    throw new Refusal(400, { message: "The body must be a JSON object." });
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  if (strictTypes) throw refusalOf(parsed.error.issues);
  const loosened = schema.safeParse(loosen(body, parsed.error.issues));
  if (loosened.success) return loosened.data;
  throw refusalOf(loosened.error.issues);
}

function refusalOf(issues: Issue[]): Refusal {
  const errors: Record<string, string[]> = {};
  for (const issue of issues) {
    const field = issue.path.join(".") || "body";
    errors[field] = [...(errors[field] ?? []), textOf(issue, field)];
  }
  return invalid(errors);
}

function textOf(issue: Issue, field: string): string {
  const name = field.replaceAll("_", " ");
  switch (issue.code) {
    case "invalid_type":
      return /received undefined/.test(issue.message)
        ? `The ${name} field is required.`
        : `The ${name} must be of type ${issue.expected}.`;
    case "too_big":
      return `The ${name} may not be greater than ${issue.maximum}.`;
    case "too_small":
      return `The ${name} must be at least ${issue.minimum}.`;
    case "invalid_value":
      return /received undefined/.test(issue.message)
        ? `The ${name} field is required.`
        : `The selected ${name} is invalid.`;
    default:
      return `The ${name} format is invalid.`;
  }
}

/** Turns texts into the number or boolean that was expected where they stand. */
function loosen(body: object, issues: Issue[]): unknown {
  const copy: unknown = structuredClone(body);
  for (const issue of issues) {
    if (issue.code !== "invalid_type") continue;
    const [field, ...parents] = [...issue.path].reverse();
    const owner = parents.reverse().reduce<unknown>(step, copy);
    if (field === undefined || owner === null || typeof owner !== "object") continue;
    const text: unknown = Reflect.get(owner, field);
    if (typeof text === "string") Reflect.set(owner, field, convert(text, issue.expected));
  }
  return copy;
}

function step(value: unknown, key: PropertyKey): unknown {
  return value !== null && typeof value === "object" ? Reflect.get(value, key) : undefined;
}

function convert(text: string, expected: string): unknown {
  if (expected === "boolean" && /^(true|false|0|1)$/.test(text)) return /^(true|1)$/.test(text);
  if (/^(number|int)$/.test(expected) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text;
}
