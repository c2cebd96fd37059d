import { getLocale } from "next-intl/server";
import { handle, NotFound } from "@/app/api/handle";
import { installationId as idSchema } from "@/app/vendor/fields";
import { monthSchema } from "@/app/vendor/params";
import { findStaff } from "@/app/vendor/staff";
import type { Database } from "@/db/client";
import { getDatabase } from "@/db/database";
import { SCHEMA_FILE_NAME } from "@/lib/hand-over/file-names";
import { handOverJsonSchema } from "@/lib/hand-over/json-schema";
import { streamText } from "@/lib/hand-over/stream-text";
import type { Locale } from "@/lib/i18n/locales";
import type { Acting } from "@/lib/vendor/action";
import { type Export, exportAgreements, exportBasis, exportMovements } from "@/lib/vendor/exports";
import { downloadAllHandOvers, downloadHandOver, type HandOverFile } from "@/lib/vendor/hand-overs";

type Context = { params: Promise<{ what: string }> };
type Wish = { what: string; query: URLSearchParams; locale: Locale } & Acting;
type File = { filename: string; type: string; body: BodyInit };

/** Many agreements' hand-overs take minutes, where the host lets them. */
export const maxDuration = 300;

/** What a browser says of an address that a page shows within itself. */
const WITHIN_A_PAGE = ["iframe", "frame", "embed", "object"];

/**
 * A file, for a spreadsheet or for whoever takes over; only for who is signed in. Not for a frame: what is saved is not
 * shown, so no `frame-ancestors` keeps another page from having somebody save it.
 */
export const GET = handle<Context>(async (request, { params }) => {
  const staff = await findStaff();
  const destination = request.headers.get("sec-fetch-dest") ?? "";
  if (!staff || WITHIN_A_PAGE.includes(destination)) throw new NotFound();
  const { filename, type, body } = await make(await getDatabase(), {
    what: (await params).what,
    query: new URL(request.url).searchParams,
    locale: await getLocale(),
    ...{ actor: staff.email, now: new Date() },
  });
  return new Response(body, {
    headers: {
      "Content-Type": `${type}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="${filename}"`,
      "Cache-Control": "no-store",
    },
  });
});

async function make(db: Database, { what, query, locale, ...acting }: Wish): Promise<File> {
  if (what === "agreements") return csv(await exportAgreements(db, { locale, ...acting }));
  if (what === "hand-over-schema") return schema();
  if (what === "hand-overs") return handOver(await downloadAllHandOvers(db, acting));
  if (what === "hand-over") {
    const { data: installationId } = idSchema.safeParse(query.get("agreement"));
    if (installationId === undefined) throw new NotFound();
    return handOver(await downloadHandOver(db, { installationId, ...acting }));
  }
  const { data: month } = monthSchema.safeParse(query.get("month"));
  if (month === undefined) throw new NotFound();
  if (what === "basis") return csv(await exportBasis(db, { month, locale, ...acting }));
  if (what === "movements") return csv(await exportMovements(db, { month, locale, ...acting }));
  throw new NotFound();
}

function csv({ filename, csv: body }: Export): File {
  return { filename, type: "text/csv", body };
}

function handOver({ filename, lines }: HandOverFile): File {
  return { filename, type: "application/jsonl", body: streamText(lines) };
}

function schema(): File {
  const body = `${JSON.stringify(handOverJsonSchema(), null, 2)}\n`;
  return { filename: SCHEMA_FILE_NAME, type: "application/schema+json", body };
}
