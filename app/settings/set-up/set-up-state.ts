import { z } from "zod";

export const GAPS = ["connection", "mode", "mapping"] as const;
const isoDate = z.iso.date();

export const transferChoicesSchema = z.object({
  salesInvoiceMode: z.enum(["draft", "booked"]),
  invoiceIssuer: z.enum(["rackbeat", "fiken"]),
  attachPdf: z.boolean(),
  /** Documents dated before this day are not transferred. */
  startDate: isoDate,
});
export type TransferChoices = z.infer<typeof transferChoicesSchema>;

/** How far the set-up has come: what the page and the API tell the browser. */
export const setUpStateSchema = z.object({
  /** Somebody has logged in at Fiken, and the login still stands. */
  isLoggedIn: z.boolean(),
  company: z
    .object({ slug: z.string(), name: z.string(), organizationNumber: z.string().nullable() })
    .nullable(),
  choices: transferChoicesSchema.extend({
    salesInvoiceMode: z.enum(["draft", "booked"]).nullable(),
    startDate: isoDate.nullable(),
  }),
  /** Today in Norway: what the start date is proposed to be. */
  today: isoDate,
  unmappedCells: z.number(),
  gaps: z.array(z.enum(GAPS)),
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
});
