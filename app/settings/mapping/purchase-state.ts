import { z } from "zod";
import type { PurchaseTreatment } from "@/lib/bookkeeping/mapping/treatment";
import type { FikenPurchaseVatType } from "@/lib/fiken/schemas/vat-types";
import { proposalSchema } from "./proposal";
import { reachSchema } from "./reach";
import { ZONES } from "./zones";

export const PURCHASE_TREATMENTS = [
  "high",
  "medium",
  "low",
  "none",
  "import",
] as const satisfies PurchaseTreatment[];
/** What a purchase at 0 % is: nothing to reckon, or bought abroad. */
export const PURCHASE_ZEROS = ["none", "import"] as const;
/** What is bought abroad, as Fiken names it: goods by the rate of their import VAT, services by deduction, or neither. */
export const IMPORT_TYPES = [
  "HIGH_BASIS",
  "MEDIUM_BASIS",
  "NONE_IMPORT_BASIS",
  "HIGH_FOREIGN_SERVICE_DEDUCTIBLE",
  "HIGH_FOREIGN_SERVICE_NONDEDUCTIBLE",
  "LOW_FOREIGN_SERVICE_DEDUCTIBLE",
  "LOW_FOREIGN_SERVICE_NONDEDUCTIBLE",
  "NONE",
] as const satisfies FikenPurchaseVatType[];

const zoneSchema = z.enum(ZONES);
const treatmentSchema = z.enum(PURCHASE_TREATMENTS);
const zeroSchema = z.enum(PURCHASE_ZEROS);
const importTypeSchema = z.enum(IMPORT_TYPES);

export type PurchaseCellTreatment = z.infer<typeof treatmentSchema>;
export type PurchaseZero = z.infer<typeof zeroSchema>;
export type ImportType = z.infer<typeof importTypeSchema>;

const accountSchema = z.object({
  code: z.string(),
  name: z.string(),
  /** The lines carry VAT and Fiken takes none there: it becomes cost, and the user sees that before saving. */
  isNotDeducted: z.boolean(),
});

const groupSchema = z.object({
  /** Rackbeat's number of the product group; null: lines without a product. */
  number: z.number().nullable(),
  name: z.string(),
  reach: reachSchema,
  /** The group's rate at home; `zero`: as the user says of home; null: no rate of the law, or unknown. */
  atHome: z.enum(["high", "medium", "low", "zero"]).nullable(),
  otherTreatments: z.array(treatmentSchema),
  saved: z.partialRecord(treatmentSchema, z.string()),
  proposals: z.partialRecord(treatmentSchema, proposalSchema),
  /** Of what is bought abroad. */
  importType: z.object({
    saved: importTypeSchema.nullable(),
    proposal: importTypeSchema.nullable(),
  }),
});
export type PurchaseGroup = z.infer<typeof groupSchema>;

/** The purchase side of the mapping as the page and the API tell it to the browser. */
export const purchaseStateSchema = z.object({
  /** Supplier invoices are transferred. */
  isOn: z.boolean(),
  zones: z.partialRecord(zoneSchema, zeroSchema),
  groups: z.array(groupSchema),
  /** Accounts that Fiken takes, or may take, with a treatment; by code. */
  accounts: z.record(treatmentSchema, z.array(accountSchema)),
});
export type PurchaseState = z.infer<typeof purchaseStateSchema>;

/** What is saved, whole or in part. Null empties. What is bought abroad says what it is. */
export const purchaseChangeSchema = z.object({
  zones: z.partialRecord(zoneSchema, zeroSchema.nullable()),
  cells: z.array(
    z
      .object({
        productGroup: z.number().int().nullable(),
        treatment: treatmentSchema,
        account: z.string().min(1).nullable(),
        vatType: importTypeSchema.optional(),
      })
      .refine(
        ({ treatment, account, vatType }) =>
          treatment === "import" ? account === null || vatType !== undefined : !vatType,
        { path: ["vatType"], message: "Required for import, and for import alone" },
      ),
  ),
});
export type PurchaseChange = z.infer<typeof purchaseChangeSchema>;
