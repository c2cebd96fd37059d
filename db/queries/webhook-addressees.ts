import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { installations } from "@/db/schema/installations";
import { transferSettings } from "@/db/schema/transfer-settings";
import { webhookSubscriptions } from "@/db/schema/webhook-subscriptions";

/**
 * All that a webhook needs to know, in one query: who it is for and whether it is to be believed. At the edge, so
 * by agreement; the caller checks secret and token before anything else.
 */
export async function findWebhookAddressee(
  db: Database,
  { agreementId, event }: { agreementId: string; event: string },
) {
  const [addressee] = await db
    .select({
      installationId: installations.id,
      status: installations.status,
      webhookSecretHash: installations.webhookSecretHash,
      accountHeader: installations.accountHeader,
      tokenHash: webhookSubscriptions.tokenHash,
      connectionId: connections.id,
      grantId: connections.grantId,
      isLive: sql<boolean>`${isNotNull(transferSettings.liveAt)}`,
      isPaused: sql<boolean>`${isNotNull(transferSettings.pausedAt)}`,
      kinds: transferSettings.kinds,
      supplierInvoiceMode: transferSettings.supplierInvoiceMode,
    })
    .from(installations)
    .leftJoin(
      webhookSubscriptions,
      and(
        eq(webhookSubscriptions.installationId, installations.id),
        eq(webhookSubscriptions.event, event),
      ),
    )
    .leftJoin(
      connections,
      and(eq(connections.installationId, installations.id), eq(connections.status, "active")),
    )
    .leftJoin(transferSettings, eq(transferSettings.installationId, installations.id))
    .where(eq(installations.agreementId, agreementId));
  return addressee ?? null;
}

export type WebhookAddressee = NonNullable<Awaited<ReturnType<typeof findWebhookAddressee>>>;
