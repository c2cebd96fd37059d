import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Card } from "@/app/ui/card";
import { SelectField } from "@/app/ui/field";
import { getDatabase } from "@/db/database";
import { STANDINGS } from "@/lib/billing/standing";
import { listAgreements } from "@/lib/vendor/agreements";
import { DownloadLink } from "../download-link";
import { Pager } from "../pager";
import { addressOf, listQuerySchema, type Query } from "../params";
import { SearchForm } from "../search-form";
import { Shell } from "../shell";
import { requireStaff } from "../staff";
import { AgreementTable } from "./agreement-table";

const PATH = "/vendor/agreements";
const standingSchema = z.enum(STANDINGS).optional().catch(undefined);

/** All agreements there are or have been. */
export default async function AgreementsPage({ searchParams }: { searchParams: Query }) {
  const staff = await requireStaff();
  const query = await searchParams;
  const { search, after } = listQuerySchema.parse(query);
  const standing = standingSchema.parse(query.standing);
  const { agreements, next, counts } = await listAgreements(await getDatabase(), {
    ...{ search, standing, after, now: new Date() },
  });
  const translate = await getTranslations("vendor");
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <Shell
      staff={staff}
      place="agreements"
      title={translate("agreements.title")}
      aside={
        <DownloadLink href="/vendor/exports/agreements">
          {translate("exports.download")}
        </DownloadLink>
      }
    >
      <Card>
        <SearchForm path={PATH} search={search}>
          <SelectField
            key={standing ?? "all"}
            name="standing"
            label={translate("columns.standing")}
            defaultValue={standing ?? ""}
          >
            <option value="">{translate("agreements.all", { count: all })}</option>
            {STANDINGS.map((one) => (
              <option key={one} value={one}>
                {`${translate(`standings.${one}`)} (${counts[one] ?? 0})`}
              </option>
            ))}
          </SelectField>
        </SearchForm>
        <AgreementTable agreements={agreements} />
        <Pager
          first={after ? addressOf(PATH, { search, standing }) : null}
          next={next && addressOf(PATH, { search, standing, after: next })}
        />
      </Card>
    </Shell>
  );
}
