import type { Database } from "@/db/client";
import { replaceChartAccounts } from "@/db/queries/chart-accounts";
import { activateConnection, findLatestConnection } from "@/db/queries/connections";
import { markSubscriptionStale } from "@/db/queries/subscriptions";
import { endLive, getTransferSettings, saveTransferSettings } from "@/db/queries/transfer-settings";
import type { Connection } from "@/db/schema/connections";
import { AppError } from "@/lib/errors/app-error";
import type { Send } from "@/lib/fiken/calls";
import { createFikenClient, type FikenClient } from "@/lib/fiken/client";
import { createFikenCompanies } from "@/lib/fiken/companies";
import type { FikenCompany } from "@/lib/fiken/schemas/companies";
import { CallFailure } from "@/lib/http/call-failure";
import { readInvoiceAccounts } from "./bank-accounts";
import { readChart } from "./chart";
import { openLane, requireGrant } from "./open-lane";

type InstallationKey = { installationId: string };

export type ChoosableCompany = Pick<
  FikenCompany,
  "slug" | "name" | "organizationNumber" | "vatType" | "testCompany"
> & {
  /** Why it cannot be chosen: the company has not ordered Fiken's API module. */
  obstacle: "no_api_access" | null;
  /** The one the installation writes to now. */
  connected: boolean;
  /** Documents are transferred, to another company: choosing this one stops that until somebody goes live anew. */
  endsLive: boolean;
};

/**
 * What the login lets the app see, by name. A company that is missing is one that the user has not ticked for
 * the app in Fiken: that cannot be read here, only said.
 */
export async function listChoosableCompanies(
  db: Database,
  { installationId }: InstallationKey,
): Promise<ChoosableCompany[]> {
  const { id: grantId } = await requireGrant(db, { installationId });
  const latest = await findLatestConnection(db, { installationId });
  const { liveAt } = await getTransferSettings(db, { installationId });
  const { send } = openLane(db, { installationId, grantId });
  const companies = await readCompanies(send);
  return companies
    .map(({ slug, name, organizationNumber, vatType, testCompany, hasApiAccess }) => ({
      ...{ slug, name, organizationNumber, vatType, testCompany },
      obstacle: hasApiAccess ? null : ("no_api_access" as const),
      connected: latest?.status === "active" && latest.companySlug === slug,
      endsLive: liveAt !== null && isOtherThan(latest, slug),
    }))
    .sort((one, other) => one.name.localeCompare(other.name, "nb"));
}

/**
 * Makes it the company the installation writes to, with its chart of accounts. Throws
 * `connection.company_unusable` where the login does not reach it, `fiken.api_module_missing` where the
 * company lacks the module; then nothing has changed. Another company than before ends being live: start date and
 * mapping were chosen for that one's books, and are to be looked through before anything is written to these.
 */
export async function chooseCompany(
  db: Database,
  { installationId, companySlug, now }: InstallationKey & { companySlug: string; now: Date },
): Promise<Connection> {
  const { id: grantId } = await requireGrant(db, { installationId });
  const { send } = openLane(db, { installationId, grantId });
  const company = await reachCompany(send, companySlug);
  const fiken = createFikenClient({ send, companySlug });
  const accounts = await readChart(fiken);
  const connection = await db.transaction(async (tx) => {
    // The invoice goes to the company of this organisation number.
    await markSubscriptionStale(tx, { installationId });
    const latest = await findLatestConnection(tx, { installationId });
    if (isOtherThan(latest, company.slug)) await endLive(tx, { installationId });
    return activateConnection(tx, {
      installationId,
      grantId,
      companySlug: company.slug,
      companyName: company.name,
      organizationNumber: company.organizationNumber,
      vatType: company.vatType,
      connectedAt: now,
    });
  });
  const key = { installationId, connectionId: connection.id };
  await replaceChartAccounts(db, { ...key, accounts, seenAt: now });
  await forgetForeignAccount(db, { installationId, fiken });
  return connection;
}

function isOtherThan(latest: Connection | null, companySlug: string): boolean {
  return latest !== null && latest.companySlug !== companySlug;
}

/** An account of another company's would be printed on this one's invoices. */
async function forgetForeignAccount(
  db: Database,
  { installationId, fiken }: InstallationKey & { fiken: FikenClient },
): Promise<void> {
  const { invoiceBankAccount } = await getTransferSettings(db, { installationId });
  if (invoiceBankAccount === null) return;
  const accounts = await readInvoiceAccounts(fiken);
  if (accounts.some(({ number }) => number === invoiceBankAccount)) return;
  await saveTransferSettings(db, { installationId, invoiceBankAccount: null });
}

/** The company, if this login can use it. */
export async function reachCompany(send: Send, companySlug: string): Promise<FikenCompany> {
  const company = await createFikenCompanies(send)
    .getCompany(companySlug)
    .catch((error: unknown) => {
      throw error instanceof CallFailure && error.kind === "refused"
        ? notReached(companySlug, error)
        : error;
    });
  if (company.hasApiAccess) return company;
  throw new AppError({ code: "fiken.api_module_missing", details: { company: company.name } });
}

/** Fiken says 403 or 404 of a company that the user has not ticked. */
function notReached(company: string, cause: CallFailure): AppError {
  if (cause.problem.code === "fiken.api_module_missing") return cause;
  return new AppError(
    { code: "connection.company_unusable", details: { company, reason: "not_reached" } },
    { cause },
  );
}

async function readCompanies(send: Send): Promise<FikenCompany[]> {
  const fiken = createFikenCompanies(send);
  const companies = new Map<string, FikenCompany>();
  for (let page: number | null = 0; page !== null; ) {
    const { items, nextPage } = await fiken.listCompanies(page);
    for (const company of items) companies.set(company.slug, company);
    page = nextPage;
  }
  return [...companies.values()];
}
