import type { Database } from "@/db/client";
import { countSkippedDocuments } from "@/db/queries/skipped-transfers";
import { countOpenTransfers, listTransfers } from "@/db/queries/transfer-lists";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { Installation } from "@/db/schema/installations";
import type { Locale } from "@/lib/i18n/locales";
import {
  type ConnectionHealth,
  readConnectionHealth,
  type Sight,
} from "@/lib/transfer/view/connection-health";
import { listTasks } from "@/lib/transfer/view/tasks";
import { type Health, headlineOf, type Overview } from "./overview";
import { toTaskRow } from "./to-task-row";

type OverviewRequest = { installation: Installation; locale: Locale; now?: Date };

/** How things stand, as the screen and the API show it. Asked for every few seconds: nothing here counts all transfers. */
export async function readOverview(
  db: Database,
  { installation, locale, now = new Date() }: OverviewRequest,
): Promise<Overview> {
  const { id: installationId } = installation;
  const [counts, skippedDocuments, settings, tasks, health, newest] = await Promise.all([
    countOpenTransfers(db, { installationId }),
    countSkippedDocuments(db, { installationId }),
    getTransferSettings(db, { installationId }),
    listTasks(db, { installationId }),
    readConnectionHealth(db, { installation, now }),
    listTransfers(db, { installationId, limit: 1 }),
  ]);
  const hasTransfers = newest.length > 0;
  return {
    headline: headlineOf({
      isReachable: health.isRackbeatReachable,
      isLive: settings.liveAt !== null,
      isConnected: health.fikenCompany !== null,
      isPaused: settings.pausedAt !== null,
      sight: health.documents.state,
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

function toHealth({ webhooks, sweeps, documents, ...health }: ConnectionHealth): Health {
  return {
    ...health,
    webhooks: { ...webhooks, lastAt: webhooks.lastAt?.toISOString() ?? null },
    sweeps: toSight(sweeps),
    documents: toSight(documents),
  };
}

function toSight({ completeAt, ...sight }: Sight): Health["sweeps"] {
  return { ...sight, completeAt: completeAt?.toISOString() ?? null };
}
