import { z } from "zod";
import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import { findCurrentGrant } from "@/db/queries/grants";
import { countTransfersByState, listTransfers } from "@/db/queries/transfer-lists";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { Installation } from "@/db/schema/installations";
import type { Transfer } from "@/db/schema/transfers";
import type { Locale } from "@/lib/i18n/locales";
import { listTasks } from "@/lib/transfer/tasks";
import { headlineOf, type TransferPage } from "./overview";
import { toTaskRow } from "./to-task-row";
import { toTransferRow } from "./to-transfer-row";

const PAGE_SIZE = 50;

const cursorSchema = z.tuple([z.coerce.date(), z.uuid()]);

type PageRequest = { installation: Installation; locale: Locale; cursor: string | null };

/** The status as the screen and the API show it. A cursor that is none of ours starts at the newest. */
export async function readTransferPage(
  db: Database,
  { installation, locale, cursor }: PageRequest,
): Promise<TransferPage> {
  const { id: installationId, status } = installation;
  const before = parseCursor(cursor);
  const [counts, settings, connection, grant, tasks, rows] = await Promise.all([
    countTransfersByState(db, { installationId }),
    getTransferSettings(db, { installationId }),
    findActiveConnection(db, { installationId }),
    findCurrentGrant(db, { installationId }),
    listTasks(db, { installationId }),
    listTransfers(db, { installationId, limit: PAGE_SIZE + 1, ...(before && { before }) }),
  ]);
  const shown = rows.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    headline: headlineOf({
      isReachable: status !== "unreachable",
      isLive: settings.liveAt !== null,
      isConnected: connection !== null && grant !== null,
      isPaused: settings.pausedAt !== null,
      counts,
    }),
    counts,
    tasks: tasks.map((task) => toTaskRow(task, locale)),
    transfers: shown.map((transfer) => toTransferRow(transfer, locale)),
    nextCursor: rows.length > PAGE_SIZE && last ? cursorOf(last) : null,
  };
}

function cursorOf({ requestedAt, id }: Transfer): string {
  return `${requestedAt.toISOString()},${id}`;
}

function parseCursor(cursor: string | null): { requestedAt: Date; id: string } | null {
  const parsed = cursorSchema.safeParse(cursor?.split(","));
  if (!parsed.success) return null;
  const [requestedAt, id] = parsed.data;
  return { requestedAt, id };
}
