import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Card } from "@/app/ui/card";
import { DownloadLink } from "@/app/vendor/download-link";
import { orNotFound } from "@/app/vendor/or-not-found";
import { Pager } from "@/app/vendor/pager";
import {
  addressOf,
  listQuerySchema,
  monthSchema,
  type Query,
  ROWS_PER_PAGE,
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

type MonthPageProps = { params: Promise<{ month: string }>; searchParams: Query };

/** What there is to invoice for a month, and closing it. */
export default async function MonthPage({ params, searchParams }: MonthPageProps) {
  const staff = await requireStaff();
  const { data: month } = monthSchema.safeParse((await params).month);
  if (month === undefined) notFound();
  const { search, page } = listQuerySchema.parse(await searchParams);
  const basis = await orNotFound(
    getBasis(await getDatabase(), {
      ...{ month, search, offset: (page - 1) * ROWS_PER_PAGE, now: new Date() },
    }),
  );
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  const path = `/vendor/months/${month}`;
  const pageAt = (at: number) => addressOf(path, { search, page: at > 1 ? at : undefined });
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
        <Pager first={page > 1 ? pageAt(1) : null} next={basis.hasMore ? pageAt(page + 1) : null} />
      </Card>
    </Shell>
  );
}
