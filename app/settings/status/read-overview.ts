import type { Database } from "@/db/client";
import { countSkippedDocuments } from "@/db/queries/skipped-transfers";
import { countOpenTransfers, listTransfers } from "@/db/queries/transfer-lists";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { Installation } from "@/db/schema/installations";
import type { MappingGap } from "@/lib/bookkeeping/mapping/mapping-gaps";
import type { Locale } from "@/lib/i18n/locales";
import { listGapsOfProducts } from "@/lib/transfer/settings/mapping-gaps";
import {
  type ConnectionHealth,
  readConnectionHealth,
  type Sight,
} from "@/lib/transfer/view/connection-health";
import { listTasks, type Task } from "@/lib/transfer/view/tasks";
import { type Health, headlineOf, type Overview } from "./overview";
import { toTaskRow } from "./to-task-row";

type OverviewRequest = { installation: Installation; locale: Locale; now?: Date };

/** How things stand, as the screen and the API show it. Asked for every few seconds: nothing here counts all transfers. */
export async function readOverview(
  db: Database,
  { installation, locale, now = new Date() }: OverviewRequest,
): Promise<Overview> {
  const { id: installationId } = installation;
  const [counts, skippedDocuments, settings, tasks, gaps, health, newest] = await Promise.all([
    countOpenTransfers(db, { installationId }),
    countSkippedDocuments(db, { installationId }),
    getTransferSettings(db, { installationId }),
    listTasks(db, { installationId }),
    listGapsOfProducts(db, { installationId }),
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
    // Before that, the set-up tells of them.
    newGroups: settings.liveAt === null ? [] : untoldGroups(gaps, tasks),
    health: toHealth(health),
  };
}

function untoldGroups(gaps: readonly MappingGap[], tasks: readonly Task[]): string[] {
  const told = new Set(
    tasks.flatMap(({ problem }) => ("group" in problem.details ? [problem.details.group] : [])),
  );
  const untold = gaps.filter(
    ({ productGroup }) => productGroup !== null && !told.has(productGroup),
  );
  return [...new Set(untold.map(({ groupName }) => groupName))];
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
