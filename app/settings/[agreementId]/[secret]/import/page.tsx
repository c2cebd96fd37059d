import { ImportScreen } from "@/app/settings/import/import-screen";
import { readImportState } from "@/app/settings/import/read-import-state";
import { type FrameParams, openFrame } from "@/app/settings/open-frame";

export default async function ImportPage({ params }: { params: Promise<FrameParams> }) {
  const { db, installation, locale } = await openFrame(params);
  return (
    <ImportScreen
      initial={await readImportState(db, { installationId: installation.id, locale })}
    />
  );
}
