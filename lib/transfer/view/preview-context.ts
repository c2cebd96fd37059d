import type { Database } from "@/db/client";
import { findBinding } from "@/db/queries/bindings";
import { listChartAccounts } from "@/db/queries/chart-accounts";
import { findActiveConnection } from "@/db/queries/connections";
import { getInstallation } from "@/db/queries/installations";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { Connection } from "@/db/schema/connections";
import type { TransferSettings } from "@/db/schema/transfer-settings";
import { rackbeatOf } from "@/lib/agreement/rackbeat-of";
import type { Voucher } from "@/lib/bookkeeping/voucher/voucher";
import type { PartyLedger } from "@/lib/bookkeeping/voucher/voucher-entries";
import { type FikenCompanyClient, openFikenCompany } from "@/lib/connection/open-fiken-company";
import { AppError } from "@/lib/errors/app-error";
import type { RackbeatClient } from "@/lib/rackbeat/client";
import { type Rules, readRules } from "@/lib/transfer/turn/rules";

/** What a preview is made with. It reads, and has no way to write. */
export type PreviewContext = {
  db: Database;
  installationId: string;
  settings: Omit<TransferSettings, "createdAt" | "updatedAt">;
  rules: Rules;
  rackbeat: RackbeatClient;
  /** Null before a company is chosen: then accounts have no names. */
  company: {
    connection: Connection;
    fiken: Pick<FikenCompanyClient, "getContact">;
    accounts: ReadonlyMap<string, string>;
  } | null;
  known: { itemGroups: Map<string, { number: number; name: string | null } | null> };
};

export async function openPreview(
  db: Database,
  { installationId }: { installationId: string },
): Promise<PreviewContext> {
  const [installation, settings, rules, connection] = await Promise.all([
    getInstallation(db, installationId),
    getTransferSettings(db, { installationId }),
    readRules(db, { installationId }),
    findActiveConnection(db, { installationId }),
  ]);
  return {
    ...{ db, installationId, settings, rules },
    rackbeat: rackbeatOf(installation),
    company: connection && {
      connection,
      fiken: await openFikenCompany(db, { installationId }),
      accounts: await readAccountNames(db, { installationId, connectionId: connection.id }),
    },
    known: { itemGroups: new Map() },
  };
}

/** The names of the company's accounts, as last read from Fiken. */
export async function readAccountNames(
  db: Database,
  key: { installationId: string; connectionId: string },
): Promise<Map<string, string>> {
  const chart = await listChartAccounts(db, key);
  return new Map(chart.map(({ code, name }) => [code, name]));
}

/**
 * The sub-account of a customer or supplier that has a contact in Fiken already; null where Fiken is yet to make it.
 * One request to Fiken.
 */
export async function findLedger(
  { db, installationId, company }: Pick<PreviewContext, "db" | "installationId" | "company">,
  { role, number }: VoucherParty,
): Promise<PartyLedger | null> {
  if (!company) return null;
  const connectionId = company.connection.id;
  const key = { installationId, connectionId, kind: role, rackbeatKey: number };
  const bound = await findBinding(db, key);
  if (!bound) return null;
  try {
    const contact = await company.fiken.getContact(bound.fikenId);
    const { name, customerAccountCode, supplierAccountCode } = contact;
    const account = role === "customer" ? customerAccountCode : supplierAccountCode;
    return account === null ? null : { account, name };
  } catch (error) {
    // The control account stands in its place: a voucher is worth showing while Fiken does not answer.
    if (error instanceof AppError) return null;
    throw error;
  }
}

type VoucherParty = { role: "customer" | "supplier"; number: string };

export function partyOf(voucher: Voucher): VoucherParty {
  return "customerNumber" in voucher
    ? { role: "customer", number: voucher.customerNumber }
    : { role: "supplier", number: voucher.supplierNumber };
}
