import { type FrameParams, openFrame } from "@/app/settings/open-frame";
import { readListPage } from "@/app/settings/status/read-list-page";
import { readOverview } from "@/app/settings/status/read-overview";
import { StatusScreen } from "@/app/settings/status/status-screen";
import { NO_FILTER } from "@/app/settings/status/transfer-filter";

/** Server: reads once, so the first paint has the rows. Client: keeps them fresh. */
export default async function StatusPage({ params }: { params: Promise<FrameParams> }) {
  const { db, installation, locale } = await openFrame(params);
  const newest = { filter: NO_FILTER, before: null, until: null };
  const [overview, transfers] = await Promise.all([
    readOverview(db, { installation, locale }),
    readListPage(db, { installation, locale, ...newest }),
  ]);
  return <StatusScreen overview={overview} newest={transfers} />;
}
