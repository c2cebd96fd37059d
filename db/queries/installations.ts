import { and, asc, eq, gt, ne, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type Installation, installations } from "@/db/schema/installations";

type InstallationKey = { installationId: string };

/** By Rackbeat's key instead of ours: for the edge, which knows only the agreement. */
export async function findInstallationByAgreement(
  db: Database,
  agreementId: string,
): Promise<Installation | null> {
  const [installation] = await db
    .select()
    .from(installations)
    .where(eq(installations.agreementId, agreementId));
  return installation ?? null;
}

export async function getInstallation(db: Database, installationId: string): Promise<Installation> {
  const [installation] = await db
    .select()
    .from(installations)
    .where(eq(installations.id, installationId));
  if (!installation) throw new Error(`Installation ${installationId} does not exist`);
  return installation;
}

type Install = Pick<
  Installation,
  | "agreementId"
  | "companyName"
  | "appSlug"
  | "rackbeatToken"
  | "settingsSecretHash"
  | "webhookSecretHash"
  | "webhookSecret"
  | "installedAt"
>;

/** The agreement's installation with this token and these secrets. A re-install keeps its id, and all it owns. */
export async function upsertInstallation(db: Database, install: Install): Promise<Installation> {
  const { agreementId, ...values } = install;
  const [installation] = await db
    .insert(installations)
    .values(install)
    .onConflictDoUpdate({
      target: installations.agreementId,
      set: { ...values, status: "active", uninstalledAt: null },
    })
    .returning();
  if (!installation) throw new Error(`Installation of ${agreementId} was neither made nor updated`);
  return installation;
}

/** False: it was before, and its first moment stays. */
export async function markUninstalled(
  db: Database,
  { installationId, at }: InstallationKey & { at: Date },
): Promise<boolean> {
  const marked = await db
    .update(installations)
    .set({ status: "uninstalled", uninstalledAt: at })
    .where(and(eq(installations.id, installationId), ne(installations.status, "uninstalled")))
    .returning({ id: installations.id });
  return marked.length > 0;
}

/** Rackbeat refuses our token. An uninstalled one stays uninstalled. */
export async function markUnreachable(
  db: Database,
  { installationId }: InstallationKey,
): Promise<void> {
  await db
    .update(installations)
    .set({ status: "unreachable" })
    .where(and(eq(installations.id, installationId), eq(installations.status, "active")));
}

/** Keeps the first account header that came with a right token. Returns the one in force. */
export async function learnAccountHeader(
  db: Database,
  { installationId, accountHeader }: InstallationKey & { accountHeader: string },
): Promise<string> {
  const [installation] = await db
    .update(installations)
    .set({ accountHeader: sql`coalesce(${installations.accountHeader}, ${accountHeader})` })
    .where(eq(installations.id, installationId))
    .returning({ accountHeader: installations.accountHeader });
  if (!installation?.accountHeader) {
    throw new Error(`Installation ${installationId} does not exist`);
  }
  return installation.accountHeader;
}

/** False when the stored (sealed) token is no longer `before`: somebody else replaced it first. */
export async function replaceRackbeatToken(
  db: Database,
  { installationId, before, after }: InstallationKey & { before: string; after: string },
): Promise<boolean> {
  const replaced = await db
    .update(installations)
    .set({ rackbeatToken: after })
    .where(and(eq(installations.id, installationId), eq(installations.rackbeatToken, before)))
    .returning({ id: installations.id });
  return replaced.length > 0;
}

export async function setLocale(
  db: Database,
  { installationId, locale }: InstallationKey & { locale: string },
): Promise<void> {
  await db.update(installations).set({ locale }).where(eq(installations.id, installationId));
}

/** One page over all agreements, for the crons. `after` is the last id of the page before. */
export async function listActiveInstallations(
  db: Database,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Installation[]> {
  return db
    .select()
    .from(installations)
    .where(
      and(
        eq(installations.status, "active"),
        after === undefined ? undefined : gt(installations.id, after),
      ),
    )
    .orderBy(asc(installations.id))
    .limit(limit);
}
