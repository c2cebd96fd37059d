import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Card } from "@/app/ui/card";
import { getDatabase } from "@/db/database";
import { listAuditEntries } from "@/db/queries/audit-entries";
import { Pager } from "../pager";
import { addressOf, type Query } from "../params";
import { Shell } from "../shell";
import { requireStaff } from "../staff";
import { AuditList } from "./audit-list";

const PATH = "/vendor/audit";
const ENTRIES_SHOWN = 50;
const beforeSchema = z.coerce.number().int().positive().optional().catch(undefined);

/** Everything that was ever done on the dashboard. */
export default async function AuditPage({ searchParams }: { searchParams: Query }) {
  const staff = await requireStaff();
  const before = beforeSchema.parse((await searchParams).before);
  const found = await listAuditEntries(await getDatabase(), { before, limit: ENTRIES_SHOWN + 1 });
  const entries = found.slice(0, ENTRIES_SHOWN);
  const translate = await getTranslations("vendor.audit");
  return (
    <Shell staff={staff} place="audit" title={translate("title")}>
      <Card>
        <AuditList entries={entries} />
        <Pager
          first={before ? PATH : null}
          next={
            found.length > ENTRIES_SHOWN ? addressOf(PATH, { before: entries.at(-1)?.id }) : null
          }
        />
      </Card>
    </Shell>
  );
}
