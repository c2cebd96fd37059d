import { type FrameParams, openFrame } from "@/app/settings/open-frame";
import { readTransferPage } from "@/app/settings/status/read-transfer-page";
import { StatusScreen } from "@/app/settings/status/status-screen";

/** Server: reads once, so the first paint has the rows. Client: keeps them fresh. */
export default async function StatusPage({ params }: { params: Promise<FrameParams> }) {
  const { db, installation, locale } = await openFrame(params);
  return (
    <StatusScreen initial={await readTransferPage(db, { installation, locale, cursor: null })} />
  );
}
