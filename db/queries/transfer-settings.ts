import { eq, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { type TransferSettings, transferSettings } from "@/db/schema/transfer-settings";
import { ENTITY_KINDS } from "@/lib/entity-kinds";

type InstallationKey = { installationId: string };
type Settings = Omit<TransferSettings, "createdAt" | "updatedAt">;

/** As the columns' own defaults, for an installation that has saved nothing yet. */
const DEFAULTS: Omit<Settings, "installationId"> = {
  salesInvoiceMode: null,
  supplierInvoiceMode: null,
  invoiceIssuer: "rackbeat",
  creditNoteForm: "negative_sale",
  supplierNumberFields: [
    "supplier_invoice_number",
    "invoice_number",
    "external_number",
    "their_reference",
    "heading",
  ],
  kinds: [...ENTITY_KINDS],
  attachPdf: true,
  startDate: null,
  invoiceBankAccount: null,
  passedSteps: [],
  liveAt: null,
  pausedAt: null,
};

/** What was saved; the defaults where nothing was. */
export async function getTransferSettings(
  db: Database,
  { installationId }: InstallationKey,
): Promise<Settings> {
  const [saved] = await db
    .select()
    .from(transferSettings)
    .where(eq(transferSettings.installationId, installationId));
  if (!saved) return { installationId, ...DEFAULTS };
  const { createdAt, updatedAt, ...settings } = saved;
  return settings;
}

type Choices = Pick<
  Settings,
  | "salesInvoiceMode"
  | "supplierInvoiceMode"
  | "invoiceIssuer"
  | "creditNoteForm"
  | "supplierNumberFields"
  | "kinds"
  | "attachPdf"
  | "startDate"
  | "invoiceBankAccount"
  | "passedSteps"
>;

/** Saves the choices given, and leaves the others. */
export async function saveTransferSettings(
  db: Database,
  { installationId, ...choices }: InstallationKey & Partial<Choices>,
): Promise<void> {
  await save(db, { installationId, insert: choices, update: choices });
}

/** From now on documents are transferred. Repeated, the first moment stays. */
export async function markLive(
  db: Database,
  { installationId, at }: InstallationKey & { at: Date },
): Promise<void> {
  const liveAt = sql`coalesce(${transferSettings.liveAt}, excluded.live_at)`;
  await save(db, { installationId, insert: { liveAt: at }, update: { liveAt } });
}

/** Nothing is transferred until somebody goes live anew. */
export async function endLive(db: Database, { installationId }: InstallationKey): Promise<void> {
  await save(db, { installationId, insert: { liveAt: null }, update: { liveAt: null } });
}

/** Repeated, the first moment stays. */
export async function pauseTransfers(
  db: Database,
  { installationId, at }: InstallationKey & { at: Date },
): Promise<void> {
  const pausedAt = sql`coalesce(${transferSettings.pausedAt}, excluded.paused_at)`;
  await save(db, { installationId, insert: { pausedAt: at }, update: { pausedAt } });
}

export async function resumeTransfers(
  db: Database,
  { installationId }: InstallationKey,
): Promise<void> {
  await save(db, { installationId, insert: { pausedAt: null }, update: { pausedAt: null } });
}

type Insert = Omit<typeof transferSettings.$inferInsert, "installationId">;
type Update = PgUpdateSetSource<typeof transferSettings>;

/** `updatedAt` is always among what changes, so that an empty choice is no error either. */
async function save(
  db: Database,
  { installationId, insert, update }: InstallationKey & { insert: Insert; update: Update },
): Promise<void> {
  await db
    .insert(transferSettings)
    .values({ installationId, ...insert })
    .onConflictDoUpdate({
      target: transferSettings.installationId,
      set: { ...update, updatedAt: new Date() },
    });
}
