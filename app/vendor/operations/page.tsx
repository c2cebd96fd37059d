import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { Button } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { Table } from "@/app/ui/table";
import { TextField } from "@/app/ui/text-field";
import { getDatabase } from "@/db/database";
import { formatMoment } from "@/lib/i18n/format";
import { DAYS_UNTIL_TROUBLE, listTroubles } from "@/lib/vendor/troubles";
import { Pager } from "../pager";
import { addressOf, cursorOf, cursorSchema, type Query } from "../params";
import { Shell } from "../shell";
import { requireStaff } from "../staff";
import { TroubleReasons } from "./trouble-reasons";

const PATH = "/vendor/operations";
const afterSchema = cursorSchema(
  z.discriminatedUnion("isShut", [
    z.object({ isShut: z.literal(true), companyName: z.string(), installationId: z.uuid() }),
    z.object({ isShut: z.literal(false), since: z.iso.datetime(), transferId: z.uuid() }),
  ]),
);
const daysSchema = z.coerce.number().int().min(1).max(90).catch(DAYS_UNTIL_TROUBLE);

/** Whose transfers stand still, the worst first. */
export default async function OperationsPage({ searchParams }: { searchParams: Query }) {
  const staff = await requireStaff();
  const query = await searchParams;
  const days = daysSchema.parse(query.days);
  const after = afterSchema.parse(query.after);
  const { troubles, next } = await listTroubles(await getDatabase(), {
    ...{ days, after, now: new Date() },
  });
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  return (
    <Shell staff={staff} place="operations" title={translate("operations.title")}>
      <Card>
        <form action={PATH} className="mb-3 flex flex-wrap items-end gap-3">
          <TextField
            key={days}
            type="number"
            min={1}
            max={90}
            name="days"
            label={translate("operations.days")}
            defaultValue={days}
          />
          <Button type="submit">{translate("monthChoice.show")}</Button>
        </form>
        {troubles.length === 0 ? (
          <p>{translate("operations.none")}</p>
        ) : (
          <Table
            caption={translate("operations.title")}
            head={[
              translate("columns.company"),
              translate("columns.why"),
              translate("columns.lastTransfer"),
            ]}
          >
            {troubles.map((trouble) => (
              <tr
                key={trouble.installationId}
                className="border-line border-b align-top last:border-b-0"
              >
                <th scope="row" className="px-2 py-1.5 font-normal">
                  <Link
                    href={`/vendor/agreements/${trouble.installationId}`}
                    prefetch={false}
                    className="text-accent underline"
                  >
                    {trouble.companyName}
                  </Link>
                  <span className="block text-muted text-xs">{trouble.agreementId}</span>
                </th>
                <td className="px-2 py-1.5">
                  <TroubleReasons trouble={trouble} days={days} />
                </td>
                <td className="px-2 py-1.5">
                  {trouble.lastVerifiedAt ? formatMoment(trouble.lastVerifiedAt, locale) : "–"}
                </td>
              </tr>
            ))}
          </Table>
        )}
        <Pager
          first={after ? addressOf(PATH, { days }) : null}
          next={next && addressOf(PATH, { days, after: cursorOf(next) })}
        />
      </Card>
    </Shell>
  );
}
