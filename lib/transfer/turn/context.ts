import type { Database } from "@/db/client";
import type { Connection } from "@/db/schema/connections";
import type { TransferSettings } from "@/db/schema/transfer-settings";
import type { Transfer } from "@/db/schema/transfers";
import type { FikenCompanyClient } from "@/lib/connection/open-fiken-company";
import type { Problem } from "@/lib/errors/catalog";
import type { RackbeatClient } from "@/lib/rackbeat/client";
import type { DocumentKind } from "./document-request";
import type { LedgerIndex } from "./ledger-index";
import type { Ahead } from "./read-ahead";
import type { Rules } from "./rules";

/** What the work on a connection's transfers has at hand. */
export type DrainContext = {
  db: Database;
  installationId: string;
  connection: Connection;
  /** As read at the drain's start, and again after each turn. */
  settings: Omit<TransferSettings, "createdAt" | "updatedAt">;
  /** As read at the drain's start, or since, where they were found changed. */
  rules: Rules;
  rackbeat: RackbeatClient;
  fiken: FikenCompanyClient;
  /** What serves all transfers of this drain, so that it is asked for once; `ledgers` outlive it for a while. */
  known: {
    /** Product groups of items that documents named without them; null: it has none, or is gone. */
    itemGroups: Map<string, { number: number; name: string | null } | null>;
    /** Rackbeat's product groups were read again. */
    groupsRead?: boolean;
    invoiceAccount?: { number: string | null };
    /** What Fiken's lists showed. */
    ledgers: Record<DocumentKind, LedgerIndex>;
    /** What waits behind the document under work. */
    ahead: Record<DocumentKind, Ahead>;
    /** Documents that are posted and wait to be read back together. */
    unverified: number;
  };
  now: () => Date;
};

/** One claimed transfer under work. */
export type TransferWork = DrainContext & {
  transfer: Transfer;
  /** Ours on the transfer: a token that a drain which takes over replaces. */
  claim: string;
};

/** The claim ran out and another drain works on the transfer: stop without writing anything. */
export class ClaimLost extends Error {
  override readonly name = "ClaimLost";
}

/** Something else has to go first; told as the reason where it may take long. Looked at again at `dueAt`. */
export class StillWaiting extends Error {
  override readonly name = "StillWaiting";
  readonly problem: Problem | null;
  readonly dueAt: Date;

  constructor(problem: Problem | null, dueAt: Date) {
    super(`${problem?.code ?? "Waits"}, looked at again at ${dueAt.toISOString()}`);
    this.problem = problem;
    this.dueAt = dueAt;
  }
}

/** Fiken may or may not have the document. Looked up again at `dueAt`; never repeated blindly. */
export class StillChecking extends Error {
  override readonly name = "StillChecking";
  readonly dueAt: Date;

  constructor(dueAt: Date, options?: ErrorOptions) {
    super(`Outcome unknown, looked up again at ${dueAt.toISOString()}`, options);
    this.dueAt = dueAt;
  }
}
