import { z } from "zod";

export const ZONES = ["domestic", "domestic_exempt", "eu", "abroad"] as const;
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

const zoneSchema = z.enum(ZONES);
const treatmentSchema = z.enum(TREATMENTS);
const zeroTreatmentSchema = z.enum(ZERO_TREATMENTS);

export type Zone = z.infer<typeof zoneSchema>;
export type Treatment = z.infer<typeof treatmentSchema>;
export type ZeroTreatment = z.infer<typeof zeroTreatmentSchema>;

/** An account proposed for a group's treatment, and why. */
const proposalSchema = z.object({
  account: z.string(),
  reason: z.enum(["name_alike", "usual", "accepted"]),
});

const groupSchema = z.object({
  /** Rackbeat's number of the product group; null: lines without a product. */
  number: z.number().nullable(),
  name: z.string(),
  /** The group's treatment per zone; `zero`: as the zone's own choice says; null: no rate of the law, or unknown. */
  zones: z.record(zoneSchema, z.union([treatmentSchema, z.literal("zero")]).nullable()),
  saved: z.partialRecord(treatmentSchema, z.string()),
  proposals: z.partialRecord(treatmentSchema, proposalSchema),
});
export type MappingGroup = z.infer<typeof groupSchema>;

/** The mapping as the page and the API tell it to the browser. */
export const mappingStateSchema = z.object({
  isConnected: z.boolean(),
  /** What a 0 % line of a zone is, where the user has said so. */
  zones: z.partialRecord(zoneSchema, zeroTreatmentSchema),
  groups: z.array(groupSchema),
  /** Accounts that Fiken takes, or may take, with a treatment; by code. */
  accounts: z.record(treatmentSchema, z.array(z.object({ code: z.string(), name: z.string() }))),
});
export type MappingState = z.infer<typeof mappingStateSchema>;

/** What is saved: cells of the table and the zones, whole or in part. */
export const mappingChangeSchema = z.object({
  zones: z.partialRecord(zoneSchema, zeroTreatmentSchema),
  cells: z.array(
    z.object({
      productGroup: z.number().int().nullable(),
      treatment: treatmentSchema,
      account: z.string().min(1).nullable(),
    }),
  ),
});
export type MappingChange = z.infer<typeof mappingChangeSchema>;

export const mappingSavedSchema = z.object({ released: z.number(), state: mappingStateSchema });
