import { getLocale, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { getDatabase } from "@/db/database";
import type { Staff } from "@/lib/auth/staff-session";
import { formatMonth } from "@/lib/i18n/format";
import { getDashboard } from "@/lib/vendor/revenue";
import { Figures } from "./figures";
import { MonthChoice } from "./month-choice";
import { MovementTable } from "./movement-table";
import { addressOf, monthOfQuery, type Query } from "./params";
import { RevenuePlot } from "./revenue-plot";
import { RevenueTable } from "./revenue-table";
import { Shell } from "./shell";
import { SignIn } from "./sign-in";
import { findStaff } from "./staff";

type OverviewProps = { searchParams: Query };

/** The way in, and behind it the overview of a month. */
export default async function VendorPage({ searchParams }: OverviewProps) {
  const query = await searchParams;
  const staff = await findStaff();
  if (!staff) return <SignIn failure={query.error} />;
  return <Overview staff={staff} chosen={query.month} />;
}

async function Overview({ staff, chosen }: { staff: Staff; chosen: unknown }) {
  const now = new Date();
  const month = monthOfQuery(chosen, now);
  const { figures, months } = await getDashboard(await getDatabase(), { month, now });
  const translate = await getTranslations("vendor.overview");
  const locale = await getLocale();
  return (
    <Shell
      staff={staff}
      place="overview"
      title={translate("title", { month: formatMonth(month, locale) })}
      aside={<MonthChoice path="/vendor" month={month} now={now} />}
    >
      <Figures figures={figures} />
      <Card
        title={translate("movements")}
        aside={
          <ButtonLink look="quiet" href={addressOf("/vendor/movements", { month })}>
            {translate("whoMoved")}
          </ButtonLink>
        }
      >
        <MovementTable figures={figures} />
      </Card>
      <Card title={translate("twelveMonths")}>
        <RevenuePlot months={months} />
        <RevenueTable months={months} />
      </Card>
    </Shell>
  );
}
