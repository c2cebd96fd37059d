import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Table } from "@/app/ui/table";
import type { AuditEntry } from "@/db/schema/audit-entries";
import { formatMoment } from "@/lib/i18n/format";
import type { VendorAction } from "@/lib/vendor/action";
import { AuditDetails } from "./audit-details";

/** Who did what and when, newest first. */
export async function AuditList({ entries }: { entries: readonly AuditEntry[] }) {
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  if (entries.length === 0) return <p>{translate("audit.none")}</p>;
  return (
    <Table
      caption={translate("audit.title")}
      head={[
        translate("columns.at"),
        translate("columns.who"),
        translate("columns.what"),
        translate("columns.details"),
      ]}
    >
      {entries.map(({ id, at, actor, action, installationId, details }) => (
        <tr key={id} className="border-line border-b align-top last:border-b-0">
          <td className="whitespace-nowrap px-2 py-1.5">{formatMoment(at, locale)}</td>
          <td className="px-2 py-1.5">{actor}</td>
          <td className="px-2 py-1.5">
            {/* Safe because nothing else writes the log. */}
            {installationId ? (
              <Link
                href={`/vendor/agreements/${installationId}`}
                prefetch={false}
                className="text-accent underline"
              >
                {translate(`actions.${action as VendorAction}`)}
              </Link>
            ) : (
              translate(`actions.${action as VendorAction}`)
            )}
          </td>
          <td className="px-2 py-1.5 text-muted text-xs">
            <AuditDetails details={details} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
