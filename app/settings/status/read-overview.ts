import type { Database } from "@/db/client";
import { countSkippedDocuments } from "@/db/queries/skipped-transfers";
import { countOpenTransfers, listTransfers } from "@/db/queries/transfer-lists";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { Installation } from "@/db/schema/installations";
import type { Locale } from "@/lib/i18n/locales";
import { type ConnectionHealth, readConnectionHealth } from "@/lib/transfer/view/connection-health";
import { listTasks } from "@/lib/transfer/view/tasks";
import { type Health, headlineOf, type Overview } from "./overview";
import { toTaskRow } from "./to-task-row";

type OverviewRequest = { installation: Installation; locale: Locale };

/** How things stand, as the screen and the API show it. Asked for every few seconds: nothing here counts all transfers. */
export async function readOverview(
  db: Database,
  { installation, locale }: OverviewRequest,
): Promise<Overview> {
  const { id: installationId } = installation;
  const [counts, skippedDocuments, settings, tasks, health, newest] = await Promise.all([
    countOpenTransfers(db, { installationId }),
    countSkippedDocuments(db, { installationId }),
    getTransferSettings(db, { installationId }),
    listTasks(db, { installationId }),
    readConnectionHealth(db, installation),
    listTransfers(db, { installationId, limit: 1 }),
  ]);
  const hasTransfers = newest.length > 0;
  return {
    headline: headlineOf({
      isReachable: health.isRackbeatReachable,
      isLive: settings.liveAt !== null,
      isConnected: health.fikenCompany !== null,
      isPaused: settings.pausedAt !== null,
      hasTransfers,
      counts,
    }),
    hasTransfers,
    counts,
    skippedDocuments,
    tasks: tasks.map((task) => toTaskRow(task, locale)),
    health: toHealth(health),
  };
}

function toHealth({ webhooks, sweeps, ...health }: ConnectionHealth): Health {
  return {
    ...health,
    webhooks: { ...webhooks, lastAt: webhooks.lastAt?.toISOString() ?? null },
    sweeps: { ...sweeps, completeAt: sweeps.completeAt?.toISOString() ?? null },
  };
}
