import type { ExtractTablesWithRelations } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { log } from "@/lib/log";
import { openPglite } from "./pglite";
import * as schema from "./schema/schema";

/**
 * What every query takes first: a connection, or a transaction of one. Which driver is behind it does not show. Within
 * a transaction use that one only: PGlite has a single connection, so another query would wait for ever.
 */
export type Database = PgDatabase<
  PgQueryResultHKT,
  typeof schema,
  ExtractTablesWithRelations<typeof schema>
>;

/** How Neon's driver reaches its WebSocket; by default as Neon's own hosts want it. */
export type NeonDials = {
  wsProxy?: string;
  useSecureWebSocket?: boolean;
  pipelineConnect?: "password" | false;
};

export type DatabaseOptions =
  /** Without `dataDir` in memory. `snapshot` is a dumped data directory to start from. */
  | { driver: "pglite"; dataDir?: string; snapshot?: Blob }
  | { driver: "pg"; url: string; maxConnections?: number }
  | { driver: "neon"; url: string; maxConnections?: number; dials?: NeonDials };

export type OpenedDatabase = { db: Database; close(): Promise<void> };

const CONNECT_TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 10;

/** Opens a database. PGlite is migrated on the way; a server is not (`npm run db:migrate`). */
export async function openDatabase(options: DatabaseOptions): Promise<OpenedDatabase> {
  switch (options.driver) {
    case "pglite":
      return openPglite(options);
    case "pg":
      return openPg(options);
    case "neon":
      return openNeon(options);
  }
}

type ServerOptions<Driver> = Extract<DatabaseOptions, { driver: Driver }>;

async function openPg({ url, maxConnections }: ServerOptions<"pg">): Promise<OpenedDatabase> {
  const [{ default: pg }, { drizzle }] = await Promise.all([
    import("pg"),
    import("drizzle-orm/node-postgres"),
  ]);
  const pool = new pg.Pool(poolConfig(url, maxConnections));
  pool.on("error", reportIdleConnection);
  return {
    db: drizzle(pool, { schema, casing: "snake_case" }),
    close: () => pool.end(),
  };
}

/** Over WebSocket: Neon's HTTP driver has no interactive transactions. */
async function openNeon({
  url,
  maxConnections,
  dials,
}: ServerOptions<"neon">): Promise<OpenedDatabase> {
  const [neon, { WebSocket }, { drizzle }] = await Promise.all([
    import("@neondatabase/serverless"),
    import("ws"),
    import("drizzle-orm/neon-serverless"),
  ]);
  const pool = new neon.Pool(poolConfig(url, maxConnections));
  // Per connection, not on the driver's global, so that two databases of one process can differ.
  pool.Client = class extends neon.Client {
    constructor(...args: ConstructorParameters<typeof neon.Client>) {
      super(...args);
      Object.assign(this.neonConfig, { webSocketConstructor: WebSocket, ...dials });
    }
  };
  pool.on("error", reportIdleConnection);
  return {
    db: drizzle(pool, { schema, casing: "snake_case" }),
    close: () => pool.end(),
  };
}

function poolConfig(connectionString: string, max = MAX_CONNECTIONS) {
  return { connectionString, max, connectionTimeoutMillis: CONNECT_TIMEOUT_MS };
}

/** The pool replaces the connection by itself; unheard, the error would end the process. */
function reportIdleConnection(error: Error): void {
  log.warn({ err: error }, "an idle database connection was lost");
}
