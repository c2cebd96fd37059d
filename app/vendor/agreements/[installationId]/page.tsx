import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Card } from "@/app/ui/card";
import { AuditList } from "@/app/vendor/audit/audit-list";
import { installationId as idSchema } from "@/app/vendor/fields";
import { HandOverOfAgreement } from "@/app/vendor/hand-over/hand-over-cards";
import { orNotFound } from "@/app/vendor/or-not-found";
import { Shell } from "@/app/vendor/shell";
import { requireStaff } from "@/app/vendor/staff";
import { TakeOverList } from "@/app/vendor/take-over/take-over-list";
import { getDatabase } from "@/db/database";
import { getAgreement } from "@/lib/vendor/agreement";
import { FreeMonths } from "./free-months";
import { HealthFacts } from "./health-facts";
import { History } from "./history";
import { InvoicedLines } from "./invoiced-lines";
import { Notes } from "./notes";
import { Party } from "./party";
import { Prices } from "./prices";
import { Removal } from "./removal";
import { TakeOverForm } from "./take-over-form";
import { ThisMonth } from "./this-month";
import { Trial } from "./trial";

type AgreementPageProps = { params: Promise<{ installationId: string }> };

/** All the vendor knows of one agreement, and everything that can be agreed with it. */
export default async function AgreementPage({ params }: AgreementPageProps) {
  const staff = await requireStaff();
  const { data: installationId } = idSchema.safeParse((await params).installationId);
  if (installationId === undefined) notFound();
  const agreement = await orNotFound(
    getAgreement(await getDatabase(), { installationId, now: new Date() }),
  );
  const translate = await getTranslations("vendor.agreement");
  return (
    <Shell staff={staff} place="agreements" title={agreement.standing.companyName}>
      <Card title={translate("health")}>
        <HealthFacts agreement={agreement} />
      </Card>
      {agreement.health.installation === "unreachable" && (
        <Card title={translate("removal")}>
          <Removal installationId={installationId} />
        </Card>
      )}
      <Card title={translate("thisMonth")}>
        <ThisMonth thisMonth={agreement.thisMonth} />
      </Card>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <Card title={translate("prices")}>
          <Prices installationId={installationId} periods={agreement.pricePeriods} />
        </Card>
        <Card title={translate("freeMonths")}>
          <FreeMonths installationId={installationId} freeMonths={agreement.freeMonths} />
        </Card>
        <Card title={translate("trial")}>
          <Trial installationId={installationId} trialDays={agreement.terms.trialDays} />
        </Card>
        <Card title={translate("party")}>
          <Party agreement={agreement} />
        </Card>
        <Card title={translate("takeOver")}>
          <div className="grid gap-4">
            <TakeOverList takeOvers={agreement.takeOvers} ofAll={false} />
            <TakeOverForm installationId={installationId} />
            <HandOverOfAgreement installationId={installationId} />
          </div>
        </Card>
        <Card title={translate("notes")}>
          <Notes installationId={installationId} notes={agreement.notes} />
        </Card>
      </div>
      <Card title={translate("history")}>
        <History agreement={agreement} />
      </Card>
      <Card title={translate("lines")}>
        <InvoicedLines lines={agreement.lines} />
      </Card>
      <Card title={translate("audit")}>
        <AuditList entries={agreement.audit} />
      </Card>
    </Shell>
  );
}
