import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import { findCurrentGrant } from "@/db/queries/grants";
import { findImport } from "@/db/queries/imports";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import { TIME_ZONE } from "@/lib/i18n/format";
import { listSetUpGaps } from "@/lib/transfer/go-live";
import { countUnmapped } from "../mapping/cells";
import { countUnmappedPurchases } from "../mapping/purchase-cells";
import { readMappingState } from "../mapping/read-mapping-state";
import { NUMBER_FIELDS, type SetUpState } from "./set-up-state";

type SetUpRequest = { installationId: string; now?: Date };

export async function readSetUpState(
  db: Database,
  { installationId, now = new Date() }: SetUpRequest,
): Promise<SetUpState> {
  const [grant, connection, settings, gaps, mapping, imported] = await Promise.all([
    findCurrentGrant(db, { installationId }),
    findActiveConnection(db, { installationId }),
    getTransferSettings(db, { installationId }),
    listSetUpGaps(db, { installationId }),
    readMappingState(db, { installationId }),
    findImport(db, { installationId }),
  ]);
  const { salesInvoiceMode, supplierInvoiceMode, invoiceIssuer, creditNoteForm } = settings;
  const { kinds, attachPdf, startDate, liveAt, pausedAt } = settings;
  return {
    isLoggedIn: grant !== null,
    company: connection && {
      slug: connection.companySlug,
      name: connection.companyName,
      organizationNumber: connection.organizationNumber,
    },
    choices: {
      ...{ salesInvoiceMode, supplierInvoiceMode, invoiceIssuer, creditNoteForm },
      ...{ kinds, attachPdf, startDate },
      supplierNumberFields: settings.supplierNumberFields.flatMap(
        (field) => NUMBER_FIELDS.find((known) => known === field) ?? [],
      ),
    },
    today: new Intl.DateTimeFormat("sv-SE", { timeZone: TIME_ZONE }).format(now),
    unmappedCells: countUnmapped(mapping) + countUnmappedPurchases(mapping.purchase),
    gaps,
    import: imported && { closedAt: imported.closedAt?.toISOString() ?? null },
    isLive: liveAt !== null,
    isPaused: pausedAt !== null,
  };
}
