import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import { findCurrentGrant } from "@/db/queries/grants";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import { TIME_ZONE } from "@/lib/i18n/format";
import { listSetUpGaps } from "@/lib/transfer/settings/go-live";
import { listGapsInUse } from "@/lib/transfer/settings/mapping-gaps";
import { readImportStep } from "./read-import-step";
import { NUMBER_FIELDS, type SetUpState } from "./set-up-state";

/** Of what the mapping lacks; the rest is counted. */
const SHOWN = 5;

type SetUpRequest = { installationId: string; now?: Date };

export async function readSetUpState(
  db: Database,
  { installationId, now = new Date() }: SetUpRequest,
): Promise<SetUpState> {
  const [grant, connection, settings, gaps, unmapped, imported] = await Promise.all([
    findCurrentGrant(db, { installationId }),
    findActiveConnection(db, { installationId }),
    getTransferSettings(db, { installationId }),
    listSetUpGaps(db, { installationId }),
    listGapsInUse(db, { installationId, now }),
    readImportStep(db, { installationId }),
  ]);
  const { salesInvoiceMode, supplierInvoiceMode, invoiceIssuer, creditNoteForm } = settings;
  const { kinds, attachPdf, startDate, invoiceBankAccount, liveAt, pausedAt } = settings;
  return {
    isLoggedIn: grant !== null,
    company: connection && {
      slug: connection.companySlug,
      name: connection.companyName,
      organizationNumber: connection.organizationNumber,
    },
    choices: {
      ...{ salesInvoiceMode, supplierInvoiceMode, invoiceIssuer, creditNoteForm },
      ...{ kinds, attachPdf, startDate, invoiceBankAccount },
      supplierNumberFields: settings.supplierNumberFields.flatMap(
        (field) => NUMBER_FIELDS.find((known) => known === field) ?? [],
      ),
    },
    today: new Intl.DateTimeFormat("sv-SE", { timeZone: TIME_ZONE }).format(now),
    unmappedCells: unmapped.length,
    unmapped: unmapped.slice(0, SHOWN),
    gaps,
    import: imported,
    passedSteps: settings.passedSteps,
    isLive: liveAt !== null,
    isPaused: pausedAt !== null,
  };
}
