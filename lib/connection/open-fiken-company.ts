import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import type { Connection } from "@/db/schema/connections";
import { AppError } from "@/lib/errors/app-error";
import { createFikenClient, type FikenClient } from "@/lib/fiken/client";
import type { BeforeWrite } from "@/lib/fiken/lane";
import { openLane } from "./open-lane";

/** A client that also counts the requests it has cost. */
export type FikenCompanyClient = FikenClient & {
  requests: () => number;
  /** The same, where each write is sent only if `beforeWrite` lets it, once its turn in the lane has come. */
  guardedBy: (beforeWrite: BeforeWrite) => FikenCompanyClient;
};

/**
 * The company the installation writes to. Throws `fiken.not_connected` where there is none, or another one than that of
 * the connection that is asked for.
 */
export async function openFikenCompany(
  db: Database,
  { installationId, connectionId }: { installationId: string; connectionId?: string },
): Promise<FikenCompanyClient> {
  const connection = await findActiveConnection(db, { installationId });
  const isOther = connectionId !== undefined && connection?.id !== connectionId;
  if (!connection || isOther) throw new AppError({ code: "fiken.not_connected", details: {} });
  return openFikenOf(db, connection);
}

/** The company of a connection that was read as the active one. */
export function openFikenOf(
  db: Database,
  { installationId, grantId, companySlug }: Connection,
): FikenCompanyClient {
  const { send, requests } = openLane(db, { installationId, grantId });
  const clientOf = (beforeWrite?: BeforeWrite): FikenCompanyClient => ({
    ...createFikenClient({ send: (request) => send(request, beforeWrite), companySlug }),
    requests,
    guardedBy: clientOf,
  });
  return clientOf();
}
