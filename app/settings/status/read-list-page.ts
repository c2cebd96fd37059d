import { z } from "zod";
import type { Database } from "@/db/client";
import { listLeftCompanies } from "@/db/queries/connections";
import type { ListPlace } from "@/db/queries/transfer-search";
import type { Installation } from "@/db/schema/installations";
import type { EntityKind } from "@/db/schema/transfers";
import type { Locale } from "@/lib/i18n/locales";
import { findTransfers } from "@/lib/transfer/view/find-transfers";
import type { ListPage } from "./list-page";
import { STATES_OF } from "./overview";
import { toTransferRow } from "./to-transfer-row";
import type { TransferFilter } from "./transfer-filter";
import type { TransferRow } from "./transfer-row";

const PAGE_SIZE = 50;
/** A part that is looked at again may have grown; beyond so many it is told in two. */
const MOST_ROWS = 200;

const cursorSchema = z.tuple([z.union([z.iso.datetime(), z.iso.date()]), z.uuid()]);

type PageRequest = {
  installation: Installation;
  locale: Locale;
  filter: TransferFilter;
  /** After this place. */
  before: string | null;
  /** Down to this place, itself included; without it a page. */
  until: string | null;
};

/** A part of the list, as the screen and the API show it. A cursor that is none of ours is as none. */
export async function readListPage(
  db: Database,
  { installation, locale, filter, before, until }: PageRequest,
): Promise<ListPage> {
  const { text, kind, group, from, to } = filter;
  const end = placeOf(until);
  const { transfers, next } = await findTransfers(db, {
    ...{ installationId: installation.id, text, from, to },
    ...(kind ? SHOWN_AS[kind] : { kinds: [], sign: null }),
    states: group ? STATES_OF[group] : [],
    before: placeOf(before),
    until: end,
    limit: end ? MOST_ROWS : PAGE_SIZE,
  });
  const left = await listLeftCompanies(db, { installationId: installation.id });
  return {
    transfers: transfers.map((transfer) => toTransferRow(transfer, locale, { left })),
    nextCursor: next && `${next.sorted},${next.id}`,
  };
}

type KindAsked = { kinds: EntityKind[]; sign: "credit" | "charge" | null };

const of = (kind: EntityKind, sign: KindAsked["sign"] = null): KindAsked => ({
  kinds: [kind],
  sign,
});

/** What a kind on the screen is in the database: Rackbeat keeps credit notes among the invoices. */
const SHOWN_AS: Record<TransferRow["kind"], KindAsked> = {
  customer: of("customer"),
  supplier: of("supplier"),
  product: of("product"),
  lot: of("lot"),
  stock_level: of("stock_level"),
  customer_invoice: of("customer_invoice", "charge"),
  customer_credit_note: of("customer_invoice", "credit"),
  supplier_invoice: of("supplier_invoice", "charge"),
  supplier_credit_note: of("supplier_invoice", "credit"),
};

function placeOf(cursor: string | null): ListPlace | null {
  const parsed = cursorSchema.safeParse(cursor?.split(","));
  if (!parsed.success) return null;
  const [sorted, id] = parsed.data;
  return { sorted, id };
}
