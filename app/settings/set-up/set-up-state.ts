import { z } from "zod";
import type { VatTreatment } from "@/db/schema/mappings";
import type { SUPPLIER_NUMBER_FIELDS } from "@/lib/bookkeeping/voucher/supplier-invoice-to-voucher";
import { ENTITY_KINDS } from "@/lib/entity-kinds";

export const GAPS = ["connection", "mode", "mapping"] as const;
/** Steps that nothing waits for: the import is skipped, the preview was opened. */
export const OPTIONAL_STEPS = ["import", "preview"] as const;

/** Of an optional step: dealt with, or to be offered again. */
export const passingSchema = z.object({
  step: z.enum(OPTIONAL_STEPS),
  isPassed: z.boolean(),
});
const isoDate = z.iso.date();

const modeSchema = z.enum(["draft", "booked"]);

/** Fields of Rackbeat's supplier invoice that may have the supplier's own number. */
export const NUMBER_FIELDS = [
  "supplier_invoice_number",
  "invoice_number",
  "external_number",
  "their_reference",
  "heading",
] as const satisfies (typeof SUPPLIER_NUMBER_FIELDS)[number][];

const GAP_TREATMENTS = [
  "high",
  "medium",
  "low",
  "exempt",
  "export",
  "outside",
  "reverse_charge",
  "none",
  "import",
] as const satisfies VatTreatment[];

const choicesShape = {
  salesInvoiceMode: modeSchema,
  invoiceIssuer: z.enum(["rackbeat", "fiken"]),
  attachPdf: z.boolean(),
  /** Documents dated before this day are not transferred. */
  startDate: isoDate,
  /** Null: not chosen yet, and so not transferred. */
  supplierInvoiceMode: modeSchema.nullable(),
  creditNoteForm: z.enum(["negative_sale", "reversal"]),
  /** Where the supplier's own number stands, the first that is filled. */
  supplierNumberFields: z.array(z.enum(NUMBER_FIELDS)).min(1),
  kinds: z.array(z.enum(ENTITY_KINDS)),
  /** The account to pay to on invoices that Fiken issues; null: the first ordinary one in Fiken. */
  invoiceBankAccount: z
    .string()
    .regex(/^\d{11}$/)
    .nullable(),
};
const allChoicesSchema = z.object(choicesShape);

/** A save: what it does not say stays as it is. */
export const transferChoicesSchema = z.object({
  salesInvoiceMode: choicesShape.salesInvoiceMode.exactOptional(),
  invoiceIssuer: choicesShape.invoiceIssuer.exactOptional(),
  attachPdf: choicesShape.attachPdf.exactOptional(),
  startDate: choicesShape.startDate.exactOptional(),
  supplierInvoiceMode: choicesShape.supplierInvoiceMode.exactOptional(),
  creditNoteForm: choicesShape.creditNoteForm.exactOptional(),
  supplierNumberFields: choicesShape.supplierNumberFields.exactOptional(),
  kinds: choicesShape.kinds.exactOptional(),
  invoiceBankAccount: choicesShape.invoiceBankAccount.exactOptional(),
});
export type ChangedChoices = z.infer<typeof transferChoicesSchema>;
export type TransferChoices = z.infer<typeof allChoicesSchema>;

/** How far the set-up has come: what the page and the API tell the browser. */
export const setUpStateSchema = z.object({
  /** Somebody has logged in at Fiken, and the login still stands. */
  isLoggedIn: z.boolean(),
  company: z
    .object({ slug: z.string(), name: z.string(), organizationNumber: z.string().nullable() })
    .nullable(),
  choices: allChoicesSchema.extend({
    salesInvoiceMode: modeSchema.nullable(),
    startDate: isoDate.nullable(),
  }),
  /** Today in Norway: what the start date is proposed to be. */
  today: isoDate,
  /** How many choices the mapping lacks for the product groups in use, and the first of them. */
  unmappedCells: z.number(),
  unmapped: z.array(
    z.object({
      side: z.enum(["sales", "purchase"]),
      productGroup: z.number().nullable(),
      groupName: z.string(),
      /** Null: why it has 0 %. */
      treatment: z.enum(GAP_TREATMENTS).nullable(),
    }),
  ),
  gaps: z.array(z.enum(GAPS)),
  /** The one-time import from Fiken, as far as it has come; null: not begun. */
  import: z.object({ closedAt: z.string().nullable() }).nullable(),
  passedSteps: z.array(z.enum(OPTIONAL_STEPS)),
  isLive: z.boolean(),
  isPaused: z.boolean(),
});
export type SetUpState = z.infer<typeof setUpStateSchema>;

/** A company as the picker shows it. */
export const companySchema = z.object({
  slug: z.string(),
  name: z.string(),
  organizationNumber: z.string().nullable(),
  testCompany: z.boolean(),
  obstacle: z.enum(["no_api_access"]).nullable(),
  connected: z.boolean(),
  /** Documents are transferred, to another company: choosing this one stops that. */
  endsLive: z.boolean(),
});
