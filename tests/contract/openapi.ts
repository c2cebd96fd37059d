import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

/** What of JSON Schema Fiken's description uses in request bodies; any other keyword stops the test, unread. */
type Schema = {
  $ref?: string | undefined;
  type?: "object" | "array" | "string" | "integer" | "number" | "boolean" | undefined;
  format?: string | undefined;
  required?: string[] | undefined;
  properties?: Record<string, Schema> | undefined;
  items?: Schema | undefined;
  enum?: unknown[] | undefined;
  pattern?: string | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  nullable?: boolean | undefined;
  readOnly?: boolean | undefined;
  description?: string | undefined;
};

const schema: z.ZodType<Schema> = z.lazy(() =>
  z.strictObject({
    $ref: z.string().optional(),
    type: z.enum(["object", "array", "string", "integer", "number", "boolean"]).optional(),
    format: z.string().optional(),
    required: z.array(z.string()).optional(),
    properties: z.record(z.string(), schema).optional(),
    items: schema.optional(),
    enum: z.array(z.unknown()).optional(),
    pattern: z.string().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    nullable: z.boolean().optional(),
    readOnly: z.boolean().optional(),
    description: z.string().optional(),
    writeOnly: z.unknown().optional(),
    deprecated: z.unknown().optional(),
    example: z.unknown().optional(),
    default: z.unknown().optional(),
  }),
);

const operationSchema = z.object({
  requestBody: z.object({
    content: z.object({ "application/json": z.object({ schema: z.unknown() }) }),
  }),
});

const descriptionSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

export type Operation = `${"POST" | "PUT"} ${string}`;

export type Contract = {
  /** What the description of the operation has against the body, each as `path: why`; none: it is taken. */
  objectionsTo: (operation: Operation, body: unknown) => string[];
};

/** Fiken's own OpenAPI description, read strictly: a field that it does not name is an objection. */
export function readContract(file: string): Contract {
  const description = descriptionSchema.parse(parse(readFileSync(file, "utf8")));

  function resolve(raw: unknown): Schema {
    const { $ref, ...rest } = schema.parse(raw);
    if ($ref === undefined) return rest;
    const name = $ref.replace("#/components/schemas/", "");
    const referred = description.components.schemas[name];
    if (referred === undefined) throw new Error(`${$ref} leads nowhere`);
    return resolve(referred);
  }

  return {
    objectionsTo(operation, body) {
      const [method = "", path = ""] = operation.split(" ");
      const found = description.paths[`/companies/{companySlug}${path}`]?.[method.toLowerCase()];
      const { requestBody } = operationSchema.parse(found);
      const side = path.startsWith("/purchases") ? "PURCHASES" : "SALES";
      // As it travels: what is undefined is not sent.
      const sent: unknown = JSON.parse(JSON.stringify(body));
      const raw = requestBody.content["application/json"].schema;
      return [...objections(resolve(raw), sent, { at: "body", side, resolve })];
    },
  };
}

type Place = { at: string; side: "SALES" | "PURCHASES"; resolve: (raw: unknown) => Schema };

function* objections(described: Schema, value: unknown, place: Place): Generator<string> {
  const { at } = place;
  if (described.readOnly) yield `${at}: read-only`;
  if (value === null) {
    if (!described.nullable) yield `${at}: null`;
  } else if (described.enum && !described.enum.includes(value)) {
    yield `${at}: ${String(value)} is none of ${described.enum.join(", ")}`;
  } else if (described.type === "object") {
    yield* objectionsToObject(described, value, place);
  } else if (described.type === "array") {
    if (!Array.isArray(value)) return yield `${at}: no array`;
    const items = place.resolve(described.items);
    for (const [index, item] of value.entries()) {
      yield* objections(items, item, { ...place, at: `${at}[${index}]` });
    }
  } else if (described.type === "string") {
    yield* objectionsToText(described, value, place);
  } else {
    const isRight =
      described.type === "integer" ? Number.isSafeInteger(value) : typeof value === described.type;
    if (!isRight) yield `${at}: ${String(value)} is no ${described.type}`;
  }
}

/**
 * `paid` of sales and purchases is required and yet described nowhere: a field that the description wants so is
 * neither missed where it is not there nor unknown where it is.
 */
function* objectionsToObject(
  { properties = {}, required = [] }: Schema,
  value: unknown,
  place: Place,
): Generator<string> {
  const { at, resolve } = place;
  const object = z.record(z.string(), z.unknown()).safeParse(value);
  if (!object.success) return yield `${at}: no object`;
  for (const field of required) {
    if (properties[field] && !(field in object.data)) yield `${at}.${field}: missing`;
  }
  for (const [field, content] of Object.entries(object.data)) {
    const described = properties[field];
    if (described)
      yield* objections(resolve(described), content, { ...place, at: `${at}.${field}` });
    else if (!required.includes(field)) yield `${at}.${field}: unknown`;
  }
}

function* objectionsToText(described: Schema, value: unknown, place: Place): Generator<string> {
  const { at } = place;
  if (typeof value !== "string") return yield `${at}: ${JSON.stringify(value)} is no text`;
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, format } = described;
  if (value.length < minLength || value.length > maxLength) yield `${at}: ${value.length} long`;
  if (pattern && !new RegExp(pattern).test(value)) yield `${at}: ${value} is not ${pattern}`;
  if (format === "date" && !z.iso.date().safeParse(value).success)
    yield `${at}: ${value} is no day`;
  const words = wordsIn(described.description, place.side);
  if (words && !words.includes(value)) yield `${at}: ${value} is none of ${words.join(", ")}`;
}

/** VAT types stand in the text only: `One of: {"HIGH", …}`, or one list for sales and one for purchases. */
function wordsIn(description = "", side: Place["side"]): string[] | null {
  const listed =
    description.match(/One of:? \{([^}]*)\}/)?.[1] ??
    description.match(new RegExp(`Vat Types for ${side}: \\[([^\\]]*)\\]`))?.[1];
  return listed?.match(/\w+/g) ?? null;
}
