import { type FrameParams, openFrame } from "@/app/settings/open-frame";
import { readTransferPage } from "@/app/settings/status/read-transfer-page";
import { readWatch } from "@/app/settings/status/read-watch";
import { StatusScreen } from "@/app/settings/status/status-screen";

/** Server: reads once, so the first paint has the rows. Client: keeps them fresh. */
export default async function StatusPage({ params }: { params: Promise<FrameParams> }) {
  const { db, installation, locale } = await openFrame(params);
  const [initial, watch] = await Promise.all([
    readTransferPage(db, { installation, locale, cursor: null }),
    readWatch(db, { installationId: installation.id }),
  ]);
  return <StatusScreen initial={initial} watch={watch} />;
}
