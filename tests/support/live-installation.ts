import type { Database } from "@/db/client";
import { upsertInstallation } from "@/db/queries/installations";
import { saveAccountMappings, saveVatMappings } from "@/db/queries/mappings";
import { upsertProductGroups } from "@/db/queries/product-groups";
import { appendSubscriptionEvent } from "@/db/queries/subscription-events";
import { saveTransferSettings } from "@/db/queries/transfer-settings";
import type { Connection } from "@/db/schema/connections";
import type { Grant } from "@/db/schema/grants";
import type { DocumentMode, InvoiceIssuer, TransferSettings } from "@/db/schema/transfer-settings";
import { chooseCompany } from "@/lib/connection/companies";
import { saveGrant } from "@/lib/connection/grants";
import { openFikenOAuth } from "@/lib/connection/open-lane";
import { getEnv } from "@/lib/env";
import { createRackbeatClient } from "@/lib/rackbeat/client";
import { seal } from "@/lib/secrets/seal";
import { hashSecret } from "@/lib/secrets/secret";
import { goLive } from "@/lib/transfer/settings/go-live";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { accountRowsOf, ZERO_RATES } from "./mappings";
import { fiken, rackbeat } from "./providers";

export const AGREEMENT = 204_101;
const REDIRECT = "http://localhost:3000/install/fiken/callback";

type Options = {
  agreementId?: number;
  /** In Fiken. */
  companySlug?: string;
  salesInvoiceMode?: DocumentMode;
  supplierInvoiceMode?: DocumentMode | null;
  creditNoteForm?: TransferSettings["creditNoteForm"];
  invoiceIssuer?: InvoiceIssuer;
  attachPdf?: boolean;
  startDate?: string;
  /** Product groups that stay without a mapping. */
  unmapped?: number[];
};

export type LiveInstallation = {
  installationId: string;
  agreementId: number;
  connection: Connection;
  /** Of the webhook's address. */
  webhookSecret: string;
};

/** An installation as a user leaves it after going live: connected, every group mapped but those named. */
export async function aLiveInstallation(
  db: Database,
  options: Options = {},
): Promise<LiveInstallation> {
  const { agreementId = AGREEMENT, companySlug = FJORDLYS, unmapped = [] } = options;
  const now = new Date();
  const token = rackbeat.apiKey(agreementId);
  const webhookSecret = `webhook-secret-${agreementId}`;
  const { id: installationId } = await upsertInstallation(db, {
    agreementId: String(agreementId),
    companyName: `Avtale ${agreementId}`,
    appSlug: "fiken",
    rackbeatToken: seal(token),
    settingsSecretHash: hashSecret(`settings-secret-${agreementId}`),
    webhookSecretHash: hashSecret(webhookSecret),
    webhookSecret: seal(webhookSecret),
    installedAt: now,
  });
  await appendSubscriptionEvent(db, { installationId, kind: "installed", at: now });

  await logInToFiken(db, { installationId });
  const connection = await chooseCompany(db, { installationId, companySlug, now });

  const client = createRackbeatClient({ baseUrl: getEnv().RACKBEAT_URL, token });
  const groups = await client.listProductGroups();
  await upsertProductGroups(db, {
    installationId,
    seenAt: now,
    groups: groups.map((group) => ({
      number: group.number,
      name: group.name ?? String(group.number),
      hasInventory: group.has_inventory ?? false,
      // Without products at go-live, or the refusal would name it.
      productCount: unmapped.includes(group.number) ? 0 : null,
      vatDomestic: group.vat_domestic,
      vatEu: group.vat_eu,
      vatAbroad: group.vat_abroad,
      vatDomesticExempt: group.vat_domestic_exempt,
    })),
  });
  const mapped = [null, ...groups.map(({ number }) => number)].filter(
    (group) => group === null || !unmapped.includes(group),
  );
  await mapGroups(db, { installationId, groups: mapped });
  await saveVatMappings(db, {
    installationId,
    rows: [...ZERO_RATES],
  });
  await saveTransferSettings(db, {
    installationId,
    salesInvoiceMode: options.salesInvoiceMode ?? "booked",
    invoiceIssuer: options.invoiceIssuer ?? "rackbeat",
    supplierInvoiceMode: options.supplierInvoiceMode ?? null,
    creditNoteForm: options.creditNoteForm ?? "negative_sale",
    attachPdf: options.attachPdf ?? true,
    startDate: options.startDate ?? "2020-01-01",
  });
  await goLive(db, { installationId, now });
  return { installationId, agreementId, connection, webhookSecret };
}

/** What the user does in Fiken's own login: a new grant, for every company. */
export async function logInToFiken(
  db: Database,
  { installationId }: { installationId: string },
): Promise<Grant> {
  const url = new URL(fiken.authorize({ redirectUri: REDIRECT, state: "s" }));
  const tokens = await openFikenOAuth().exchangeCode({
    code: url.searchParams.get("code") ?? "",
    state: "s",
    redirectUri: REDIRECT,
  });
  return saveGrant(db, { installationId, tokens, now: new Date() });
}

/** Every VAT treatment of the groups. */
export async function mapGroups(
  db: Database,
  { installationId, groups }: { installationId: string; groups: (number | null)[] },
): Promise<void> {
  await saveAccountMappings(db, { installationId, rows: accountRowsOf(groups) });
}
