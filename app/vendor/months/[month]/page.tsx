import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { Card } from "@/app/ui/card";
import { DownloadLink } from "@/app/vendor/download-link";
import { orNotFound } from "@/app/vendor/or-not-found";
import { Pager } from "@/app/vendor/pager";
import {
  addressOf,
  cursorOf,
  cursorSchema,
  listQuerySchema,
  monthSchema,
  type Query,
} from "@/app/vendor/params";
import { SearchForm } from "@/app/vendor/search-form";
import { Shell } from "@/app/vendor/shell";
import { requireStaff } from "@/app/vendor/staff";
import { getDatabase } from "@/db/database";
import { formatMonth } from "@/lib/i18n/format";
import { getBasis } from "@/lib/vendor/months";
import { CloseMonth } from "./close-month";
import { LineTable } from "./line-table";
import { TotalTable } from "./total-table";

const afterSchema = cursorSchema(z.object({ companyName: z.string(), id: z.int() }));

type MonthPageProps = { params: Promise<{ month: string }>; searchParams: Query };

/** What there is to invoice for a month, and closing it. */
export default async function MonthPage({ params, searchParams }: MonthPageProps) {
  const staff = await requireStaff();
  const { data: month } = monthSchema.safeParse((await params).month);
  if (month === undefined) notFound();
  const query = await searchParams;
  const { search } = listQuerySchema.parse(query);
  const after = afterSchema.parse(query.after);
  const basis = await orNotFound(
    getBasis(await getDatabase(), {
      ...{ month, search, after, now: new Date() },
    }),
  );
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  const path = `/vendor/months/${month}`;
  return (
    <Shell
      staff={staff}
      place="months"
      title={translate("basis.title", { month: formatMonth(month, locale) })}
      aside={
        <DownloadLink href={addressOf("/vendor/exports/basis", { month })}>
          {translate("exports.download")}
        </DownloadLink>
      }
    >
      <CloseMonth basis={basis} />
      <Card title={translate("basis.total")}>
        <TotalTable basis={basis} />
      </Card>
      <Card title={translate("basis.lines")}>
        <SearchForm path={path} search={search} />
        <LineTable lines={basis.lines} />
        <Pager
          first={after ? addressOf(path, { search }) : null}
          next={basis.next && addressOf(path, { search, after: cursorOf(basis.next) })}
        />
      </Card>
    </Shell>
  );
}
