import { getLocale } from "next-intl/server";
import { handle, NotFound } from "@/app/api/handle";
import { monthSchema } from "@/app/vendor/params";
import { findStaff } from "@/app/vendor/staff";
import type { Database } from "@/db/client";
import { getDatabase } from "@/db/database";
import type { Locale } from "@/lib/i18n/locales";
import type { Acting } from "@/lib/vendor/action";
import { type Export, exportAgreements, exportBasis, exportMovements } from "@/lib/vendor/exports";

type Context = { params: Promise<{ what: string }> };
type Wish = { what: string; month: string | null; locale: Locale } & Acting;

/** What a browser says of an address that a page shows within itself. */
const WITHIN_A_PAGE = ["iframe", "frame", "embed", "object"];

/**
 * A list as a file for a spreadsheet; only for who is signed in. Not for a frame: what is saved is not shown, so no
 * `frame-ancestors` keeps another page from having somebody save it.
 */
export const GET = handle<Context>(async (request, { params }) => {
  const staff = await findStaff();
  const destination = request.headers.get("sec-fetch-dest") ?? "";
  if (!staff || WITHIN_A_PAGE.includes(destination)) throw new NotFound();
  const { filename, csv } = await make(await getDatabase(), {
    what: (await params).what,
    month: new URL(request.url).searchParams.get("month"),
    locale: await getLocale(),
    ...{ actor: staff.email, now: new Date() },
  });
  return new Response(csv, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${filename}"`,
      "Cache-Control": "no-store",
    },
  });
});

async function make(db: Database, { what, month: asked, ...rest }: Wish): Promise<Export> {
  if (what === "agreements") return exportAgreements(db, rest);
  const { data: month } = monthSchema.safeParse(asked);
  if (month === undefined) throw new NotFound();
  if (what === "basis") return exportBasis(db, { month, ...rest });
  if (what === "movements") return exportMovements(db, { month, ...rest });
  throw new NotFound();
}
