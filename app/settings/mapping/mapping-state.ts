import { z } from "zod";
import { proposalSchema } from "./proposal";
import { purchaseChangeSchema, purchaseStateSchema } from "./purchase-state";
import { reachSchema } from "./reach";
import { waitingSchema } from "./waiting";
import { ZONES } from "./zones";

export const TREATMENTS = [
  "high",
  "medium",
  "low",
  "exempt",
  "export",
  "outside",
  "reverse_charge",
] as const;
/** The reasons for 0 %: only the user knows which one applies. */
export const ZERO_TREATMENTS = ["exempt", "export", "outside", "reverse_charge"] as const;

/** At home nothing is exported. */
export const DOMESTIC_ZERO_TREATMENTS = ["exempt", "outside", "reverse_charge"] as const;

const zoneSchema = z.enum(ZONES);
const treatmentSchema = z.enum(TREATMENTS);
const zeroTreatmentSchema = z.enum(ZERO_TREATMENTS);
const domesticZeroSchema = z.enum(DOMESTIC_ZERO_TREATMENTS);

export type Treatment = z.infer<typeof treatmentSchema>;
export type ZeroTreatment = z.infer<typeof zeroTreatmentSchema>;
export type DomesticZero = z.infer<typeof domesticZeroSchema>;

const groupSchema = z.object({
  /** Rackbeat's number of the product group; null: lines without a product. */
  number: z.number().nullable(),
  name: z.string(),
  reach: reachSchema,
  /** The group's treatment per zone; `zero`: as the user's choice says; null: no rate of the law, or unknown. */
  zones: z.record(zoneSchema, z.union([treatmentSchema, z.literal("zero")]).nullable()),
  /** Why the group has 0 % at home: its own choice, and what its name makes plain. */
  domesticZero: z.object({
    saved: domesticZeroSchema.nullable(),
    proposal: domesticZeroSchema.nullable(),
  }),
  /** What its lines may have besides. */
  otherTreatments: z.array(treatmentSchema),
  saved: z.partialRecord(treatmentSchema, z.string()),
  proposals: z.partialRecord(treatmentSchema, proposalSchema),
});
export type MappingGroup = z.infer<typeof groupSchema>;

/** The mapping as the page and the API tell it to the browser. */
export const mappingStateSchema = z.object({
  isConnected: z.boolean(),
  /** What a 0 % line of a zone is where its group has no choice of its own, as far as the user has said so. */
  zones: z.partialRecord(zoneSchema, zeroTreatmentSchema),
  groups: z.array(groupSchema),
  /** Accounts that Fiken takes, or may take, with a treatment; by code. */
  accounts: z.record(treatmentSchema, z.array(z.object({ code: z.string(), name: z.string() }))),
  purchase: purchaseStateSchema,
  /** What waits for the mapping, of sales and of purchases. */
  waiting: z.array(waitingSchema),
});
export type MappingState = z.infer<typeof mappingStateSchema>;

/** What is saved, whole or in part: zones, a group's own reason for 0 % at home, cells of the table. Null empties. */
export const mappingChangeSchema = z.object({
  zones: z.partialRecord(zoneSchema, zeroTreatmentSchema.nullable()),
  domesticZeros: z
    .array(
      z.object({
        productGroup: z.number().int(),
        treatment: domesticZeroSchema.nullable(),
      }),
    )
    .default([]),
  cells: z.array(
    z.object({
      productGroup: z.number().int().nullable(),
      treatment: treatmentSchema,
      account: z.string().min(1).nullable(),
    }),
  ),
  purchase: purchaseChangeSchema.optional(),
});
export type MappingChange = z.infer<typeof mappingChangeSchema>;

export const mappingSavedSchema = z.object({ released: z.number(), state: mappingStateSchema });
