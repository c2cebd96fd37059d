import { z } from "zod";
import type { ImportStatus } from "@/db/schema/imports";
import type { ChangedRule, MappingOrigin } from "@/db/schema/mapping-changes";
import { mappingSide, vatTreatment, vatZone } from "@/db/schema/mappings";
import { postingState } from "@/db/schema/postings";
import {
  creditNoteForm,
  documentMode,
  invoiceIssuer,
  PASSED_STEPS,
} from "@/db/schema/transfer-settings";
import { entityKind, transferState } from "@/db/schema/transfers";
import { PROBLEMS, type Problem } from "@/lib/errors/catalog";
import { importChoicesSchema } from "@/lib/import/choices";

/** Raised whenever a record of a former version can no longer be read as one of these. */
export const VERSION = 1;
export const FORMAT = "fiken-for-rackbeat/hand-over";

const id = z.uuid();
const text = z.string();
const whole = z.number().int();
const percent = z.string().regex(/^-?\d+(\.\d+)?$/);
/** A moment as ISO 8601, in UTC. */
const moment = z.iso.datetime().transform((iso) => new Date(iso));

/** Safe: what a problem's details are was settled where it arose, and they are only read again to be shown. */
const problem = z.object({
  code: z.enum(Object.keys(PROBLEMS)),
  details: z.record(z.string(), z.unknown()),
}) as unknown as z.ZodType<Problem>;

const header = z
  .object({
    type: z.literal("header"),
    format: z.literal(FORMAT),
    version: z.literal(VERSION),
    exportedAt: moment,
    installationId: id,
    agreementId: text,
    companyName: text,
    appSlug: text,
    locale: text.nullable(),
    installedAt: moment,
  })
  .describe("Whose hand-over it is. `installationId` is of the database that it comes from.");

const settings = z
  .object({
    type: z.literal("settings"),
    salesInvoiceMode: z.enum(documentMode.enumValues).nullable(),
    supplierInvoiceMode: z.enum(documentMode.enumValues).nullable(),
    invoiceIssuer: z.enum(invoiceIssuer.enumValues),
    creditNoteForm: z.enum(creditNoteForm.enumValues),
    supplierNumberFields: z.array(text),
    kinds: z.array(z.enum(entityKind.enumValues)),
    attachPdf: z.boolean(),
    startDate: z.iso.date().nullable(),
    invoiceBankAccount: text.nullable(),
    passedSteps: z.array(z.enum(PASSED_STEPS)),
    liveAt: moment.nullable(),
    pausedAt: moment.nullable(),
  })
  .describe(
    "What the agreement transfers, and how. `liveAt` null: not yet; `pausedAt`: since when it rests.",
  );

const digest = z
  .object({
    type: z.literal("digest"),
    address: text.nullable(),
    toldCauses: z.array(text),
    toldGroups: z.array(whole),
    sentAt: moment.nullable(),
  })
  .describe("Where the daily mail of what waits goes, and what it has told already.");

const productGroup = z
  .object({
    type: z.literal("product_group"),
    number: whole,
    name: text,
    hasInventory: z.boolean(),
    productCount: whole.nullable(),
    vatDomestic: percent.nullable(),
    vatEu: percent.nullable(),
    vatAbroad: percent.nullable(),
    vatDomesticExempt: percent.nullable(),
    /** With the age of the mapping: whether the group is new. The first files have neither. */
    firstSeenAt: moment.optional(),
    seenAt: moment,
  })
  .describe("A product group of Rackbeat's as last seen.");

const accountMapping = z
  .object({
    type: z.literal("account_mapping"),
    side: z.enum(mappingSide.enumValues),
    productGroup: whole.nullable(),
    treatment: z.enum(vatTreatment.enumValues),
    account: text,
    vatType: text,
    createdAt: moment.optional(),
  })
  .describe(
    "Product group × VAT treatment → account and VAT type in Fiken. No group: lines without a product.",
  );

const vatMapping = z
  .object({
    type: z.literal("vat_mapping"),
    side: z.enum(mappingSide.enumValues),
    productGroup: whole.nullable(),
    zone: z.enum(vatZone.enumValues),
    rate: percent,
    treatment: z.enum(vatTreatment.enumValues),
  })
  .describe("Rackbeat's VAT zone × rate → treatment; with a group for that one alone.");

const ORIGINS = ["settings_page"] as const satisfies MappingOrigin[];

const chosen = z.object({ account: text, vatType: text });

const rule = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("account"),
    side: z.enum(mappingSide.enumValues),
    productGroup: whole.nullable(),
    treatment: z.enum(vatTreatment.enumValues),
    before: chosen.nullable(),
    after: chosen.nullable(),
  }),
  z.object({
    kind: z.literal("vat"),
    side: z.enum(mappingSide.enumValues),
    productGroup: whole.nullable(),
    zone: z.enum(vatZone.enumValues),
    rate: percent,
    before: z.enum(vatTreatment.enumValues).nullable(),
    after: z.enum(vatTreatment.enumValues).nullable(),
  }),
]) satisfies z.ZodType<ChangedRule>;

const mappingChange = z
  .object({
    type: z.literal("mapping_change"),
    /** Of the database that it comes from: `undoes` refers to it. */
    id: whole,
    at: moment,
    origin: z.enum(ORIGINS),
    undoes: whole.nullable(),
    rules: z.array(rule),
    released: whole,
  })
  .describe("One save of the mapping: each rule before and after.");

const sweep = z
  .object({
    type: z.literal("sweep"),
    kind: z.enum(entityKind.enumValues),
    cursorAt: moment,
    lastRunAt: moment.nullable(),
  })
  .describe("How far the look through what has changed in Rackbeat has come.");

const connection = z
  .object({
    type: z.literal("connection"),
    id,
    companySlug: text,
    companyName: text,
    organizationNumber: text.nullable(),
    vatType: text.nullable(),
    connectedAt: moment,
  })
  .describe("A company in Fiken that was written to. Everything transferred there refers to it.");

const binding = z
  .object({
    type: z.literal("binding"),
    id,
    connectionId: id,
    kind: z.enum(entityKind.enumValues),
    rackbeatKey: text,
    fikenId: whole,
    sent: z.unknown(),
  })
  .describe(
    "A pair: what has this key in Rackbeat is what has this id in Fiken. `sent`: as last written there.",
  );

const transfer = z
  .object({
    type: z.literal("transfer"),
    /** Kept: Fiken knows invoice drafts by it. */
    id,
    connectionId: id,
    kind: z.enum(entityKind.enumValues),
    rackbeatKey: text,
    state: z.enum(transferState.enumValues),
    requests: whole,
    handledRequests: whole,
    requestedAt: moment,
    dueAt: moment,
    attempts: whole,
    problems: z.array(problem),
    causes: z.array(text),
    contentHash: text.nullable(),
    reverseAskedAt: moment.nullable(),
    partyName: text.nullable(),
    documentDate: z.iso.date().nullable(),
    bookedAt: moment.nullable(),
    currency: text.nullable(),
    totalMinor: whole.nullable(),
    vatMinor: whole.nullable(),
    productGroups: z.array(whole.nullable()),
    fikenKind: text.nullable(),
    fikenId: whole.nullable(),
    fikenRequests: whole,
    postedAt: moment.nullable(),
    verifiedAt: moment.nullable(),
  })
  .describe("An entity of Rackbeat's, and what has become of it in Fiken.");

const posting = z
  .object({
    type: z.literal("posting"),
    id,
    connectionId: id,
    transferId: id,
    kind: text,
    key: text,
    state: z.enum(postingState.enumValues),
    request: z.unknown(),
    fikenId: text.nullable(),
    problem: problem.nullable(),
    lookUps: whole,
    lookedUpAt: moment.nullable(),
    intentAt: moment,
    outcomeAt: moment.nullable(),
  })
  .describe(
    "One write to Fiken: its intent, and what came of it. Without an outcome it has to be looked up there.",
  );

const transferEvent = z
  .object({
    type: z.literal("transfer_event"),
    transferId: id,
    at: moment,
    event: text,
    details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  })
  .describe("What happened to a transfer, and when.");

const BEGUN = ["running", "paused", "finished", "closed"] as const satisfies ImportStatus[];

/**
 * The one-time import, once it was begun: it is spent, here as there. A plan is none, for it has written nothing. Its
 * rows are not in the file, and without them nothing could be tried again or taken back without doing harm: so
 * whatever its status was, it arrives closed. What it has made is among the bindings.
 */
const oneTimeImport = z
  .object({
    type: z.literal("import"),
    id,
    connectionId: id,
    status: z.enum(BEGUN),
    choices: importChoicesSchema,
    plannedAt: moment.nullable(),
    startedAt: moment,
    finishedAt: moment.nullable(),
    closedAt: moment.nullable(),
  })
  .describe(
    "The one-time import of master data from Fiken, once it was begun: it is not done again.",
  );

const end = z
  .object({ type: z.literal("end"), records: whole })
  .describe("How many records come before it: a file that was cut has none, or another number.");

/**
 * A hand-over is a text file with one JSON value per line: the header first, what is referred to before what refers to
 * it, the end last. No token, password or key stands in it: whoever takes over installs the app, and logs in at Fiken.
 */
export const recordSchema = z.discriminatedUnion("type", [
  header,
  settings,
  digest,
  productGroup,
  accountMapping,
  vatMapping,
  mappingChange,
  sweep,
  connection,
  binding,
  transfer,
  posting,
  transferEvent,
  oneTimeImport,
  end,
]);

const FIELDS = new Map(
  recordSchema.options.map(({ shape }) => [shape.type.value as RecordType, Object.keys(shape)]),
);

export type HandOverRecord = z.infer<typeof recordSchema>;
export type RecordType = HandOverRecord["type"];
export type RecordOf<Type extends RecordType> = Extract<HandOverRecord, { type: Type }>;

/** A row as the database has it: more than a record says, and secrets among it. */
export type ExportRow = Readonly<Record<string, unknown>>;

/** One line of the file: what the record's own schema names, and nothing else of the row. */
export function writeRecord(type: RecordType, row: ExportRow): string {
  const fields = FIELDS.get(type) ?? [];
  const entries = fields.map((field) => [field, row[field] ?? null]);
  return `${JSON.stringify({ ...Object.fromEntries(entries), type })}\n`;
}
