import type { Database } from "@/db/client";
import { getConnection } from "@/db/queries/connections";
import { getInstallation } from "@/db/queries/installations";
import { listPostings } from "@/db/queries/postings";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import { findTransfer } from "@/db/queries/transfers";
import type { Posting } from "@/db/schema/postings";
import type { TransferEvent } from "@/db/schema/transfer-events";
import type { Transfer } from "@/db/schema/transfers";
import type { Problem } from "@/lib/errors/catalog";
import { redacted } from "@/lib/secrets/redact";

/**
 * What support needs to know of a transfer, as text to copy: what happened, what was said, and the choices it went by.
 * No content of the document beyond its number, and no secrets. Null: there is no such transfer.
 */
export async function supportBundleOf(
  db: Database,
  { now = new Date(), ...key }: { installationId: string; transferId: string; now?: Date },
): Promise<string | null> {
  const { installationId } = key;
  const transfer = await findTransfer(db, key);
  if (!transfer) return null;
  const [installation, connection, settings, events, postings] = await Promise.all([
    getInstallation(db, installationId),
    getConnection(db, { installationId, connectionId: transfer.connectionId }),
    getTransferSettings(db, { installationId }),
    listTransferEvents(db, key),
    listPostings(db, key),
  ]);
  const { agreementId, status, appSlug } = installation;
  const { companySlug, vatType } = connection;
  const { salesInvoiceMode, supplierInvoiceMode, invoiceIssuer, creditNoteForm } = settings;
  const { attachPdf, startDate, kinds, liveAt, pausedAt } = settings;
  const bundle = {
    format: "fiken-for-rackbeat/support/1",
    madeAt: now,
    installation: { installationId, agreementId, status, appSlug },
    company: { companySlug, vatType, status: connection.status },
    choices: {
      ...{ salesInvoiceMode, supplierInvoiceMode, invoiceIssuer, creditNoteForm, attachPdf },
      ...{ startDate, kinds, liveAt, pausedAt },
    },
    transfer: shownTransfer(transfer),
    postings: postings.map(shownPosting),
    timeline: events.map(({ at, event, details }) => ({
      ...{ at, event },
      details: toldOf(event === "skipped" ? {} : details),
    })),
  };
  return JSON.stringify(redacted(bundle), null, 2);
}

/** What helps support and says nothing of what the document is about: numbers, codes, fields, and Fiken's own answer. */
const TOLD: ReadonlySet<string> = new Set([
  ...["number", "original", "kind", "role", "side", "treatment", "zone", "rate", "group", "by"],
  ...["path", "field", "line", "count", "length", "max", "what", "missing", "date", "month"],
  ...["provider", "status", "message", "reference", "retryAfterMs", "form", "found", "curedBy"],
  ...["fikenId", "fikenKind", "contactId", "productId", "candidates", "reason", "problem"],
]);

function toldOf(details: Problem["details"] | TransferEvent["details"]) {
  return Object.fromEntries(Object.entries(details).filter(([name]) => TOLD.has(name)));
}

function shownProblem({ code, details }: Problem) {
  return { code, details: toldOf(details) };
}

function shownTransfer(transfer: Transfer) {
  const { id, kind, rackbeatKey, state, attempts, requests } = transfer;
  const { handledRequests, requestedAt, dueAt, bookedAt, postedAt, verifiedAt } = transfer;
  const { fikenKind, fikenId, fikenRequests, currency } = transfer;
  return {
    ...{ id, kind, rackbeatKey, state, attempts, requests, handledRequests },
    // Causes are made of a problem's details, and may carry what those do.
    problems: transfer.problems.map(shownProblem),
    ...{ requestedAt, dueAt, bookedAt, postedAt, verifiedAt },
    ...{ fikenKind, fikenId, fikenRequests, currency },
  };
}

function shownPosting({ id, kind, key, state, ...posting }: Posting) {
  const { fikenId, problem, lookUps, lookedUpAt, intentAt, outcomeAt } = posting;
  return {
    ...{ id, kind, key, state, fikenId, lookUps, lookedUpAt, intentAt, outcomeAt },
    problem: problem && shownProblem(problem),
  };
}
