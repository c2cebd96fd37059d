import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { Card } from "@/app/ui/card";
import { Table } from "@/app/ui/table";
import { getDatabase } from "@/db/database";
import { MOVEMENT_KINDS } from "@/lib/billing/movements";
import { formatAmount, formatMonth } from "@/lib/i18n/format";
import { listMovements } from "@/lib/vendor/revenue";
import { DownloadLink } from "../download-link";
import { NumberCell, NumberHead } from "../number";
import { Pager } from "../pager";
import { addressOf, cursorOf, cursorSchema, monthOfQuery, type Query } from "../params";
import { Shell } from "../shell";
import { requireStaff } from "../staff";

const kindSchema = z.enum(MOVEMENT_KINDS).optional().catch(undefined);
const afterSchema = cursorSchema(
  z.object({ kind: z.enum(MOVEMENT_KINDS), companyName: z.string(), installationId: z.uuid() }),
);

/** Which agreements moved the recurring revenue in a month. */
export default async function MovementsPage({ searchParams }: { searchParams: Query }) {
  const staff = await requireStaff();
  const query = await searchParams;
  const now = new Date();
  const month = monthOfQuery(query.month, now);
  const kind = kindSchema.parse(query.kind);
  const after = afterSchema.parse(query.after);
  const { movements, next } = await listMovements(await getDatabase(), {
    ...{ month, kinds: kind && [kind], after, now },
  });
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  const title = translate("movements.title", { month: formatMonth(month, locale) });
  const path = "/vendor/movements";
  return (
    <Shell
      staff={staff}
      place="overview"
      title={kind ? `${title}: ${translate(`movementKinds.${kind}`)}` : title}
      aside={
        <DownloadLink href={addressOf("/vendor/exports/movements", { month })}>
          {translate("exports.download")}
        </DownloadLink>
      }
    >
      <Card>
        {movements.length === 0 ? (
          <p>{translate("movements.none")}</p>
        ) : (
          <Table
            caption={title}
            head={[
              translate("columns.company"),
              translate("columns.agreement"),
              translate("columns.movement"),
              <NumberHead key="amount">{translate("columns.amount")}</NumberHead>,
            ]}
          >
            {movements.map((movement) => (
              <tr
                key={movement.installationId + movement.kind}
                className="border-line border-b last:border-b-0"
              >
                <th scope="row" className="px-2 py-1.5 font-normal">
                  <Link
                    href={`/vendor/agreements/${movement.installationId}`}
                    prefetch={false}
                    className="text-accent underline"
                  >
                    {movement.companyName}
                  </Link>
                </th>
                <td className="px-2 py-1.5">{movement.agreementId}</td>
                <td className="px-2 py-1.5">{translate(`movementKinds.${movement.kind}`)}</td>
                <NumberCell label={translate("columns.amount")}>
                  {formatAmount(movement.amountMinor, "DKK", locale)}
                </NumberCell>
              </tr>
            ))}
          </Table>
        )}
        <Pager
          first={after ? addressOf(path, { month, kind }) : null}
          next={next && addressOf(path, { month, kind, after: cursorOf(next) })}
        />
      </Card>
    </Shell>
  );
}
