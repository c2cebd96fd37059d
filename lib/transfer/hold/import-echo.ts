import { Decimal } from "decimal.js";
import { findImportedEntity, type ImportedEntity } from "@/db/queries/import-writes";
import type { ImportKind } from "@/db/schema/imports";
import { fingerprintOfItem, fingerprintOfParty } from "@/lib/rackbeat/entity-fingerprint";
import type { RackbeatProduct } from "@/lib/rackbeat/items";
import type { RackbeatCustomer } from "@/lib/rackbeat/parties";
import { StillChecking, type TransferWork } from "@/lib/transfer/turn/context";

/** How soon a row that the import is writing is looked at again. */
const WRITING_WAIT_MS = 15_000;
/** How soon, where its opening stock waits for the import to go on. */
const STOCK_WAIT_MS = 5 * 60_000;

/**
 * Whether a customer or supplier is as the import from Fiken wrote it: Fiken knows it all, whoever tells of it. Throws
 * StillChecking while it is being written.
 */
export async function isEchoOfParty(
  work: TransferWork,
  kind: "customer" | "supplier",
  party: RackbeatCustomer,
): Promise<boolean> {
  const imported = await findImported(work, kind, party.number);
  return imported !== null && imported.written === fingerprintOfParty(party);
}

/** The same of a product. */
export async function isEchoOfItem(work: TransferWork, item: RackbeatProduct): Promise<boolean> {
  const imported = await findImported(work, "product", item.number);
  return imported !== null && imported.written === fingerprintOfItem(item);
}

/**
 * A new product of the import's has no stock in Rackbeat until its opening stock is booked: Fiken's must not be
 * overwritten with nothing. Throws StillChecking until it is, or the import is closed.
 */
export async function awaitOpeningStock(work: TransferWork, number: string): Promise<void> {
  const imported = await findImported(work, "product", number);
  if (imported && isStockOpen(imported)) throw inAWhile(work, STOCK_WAIT_MS);
}

/**
 * A product that was imported without Fiken's stock shows 0 in Rackbeat until somebody counts it there: that is no
 * knowledge, and Fiken's own number stays. From the first quantity that was transferred on, 0 means 0.
 */
export async function isUncounted(
  work: TransferWork,
  { number, stock_quantity }: RackbeatProduct,
): Promise<boolean> {
  const isNothing = stock_quantity === null || new Decimal(stock_quantity).isZero();
  if (work.transfer.verifiedAt !== null || !isNothing) return false;
  const imported = await findImported(work, "product", number);
  return imported?.action === "create" && imported.written !== null && !imported.stockBookedAt;
}

async function findImported(
  work: TransferWork,
  kind: ImportKind,
  rackbeatKey: string,
): Promise<ImportedEntity | null> {
  const { db, installationId } = work;
  const imported = await findImportedEntity(db, { installationId, kind, rackbeatKey });
  if (imported?.state === "writing") throw inAWhile(work, WRITING_WAIT_MS);
  return imported;
}

function isStockOpen(imported: ImportedEntity): boolean {
  const { action, state, written, stock, stockBookedAt, carriesStock, isClosed } = imported;
  const isCarried = action === "create" && written !== null && carriesStock && stock !== null;
  return isCarried && stockBookedAt === null && state !== "undone" && !isClosed;
}

function inAWhile({ now }: TransferWork, ms: number): StillChecking {
  return new StillChecking(new Date(now().getTime() + ms));
}
