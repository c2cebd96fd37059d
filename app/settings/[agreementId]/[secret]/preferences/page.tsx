import { type FrameParams, openFrame } from "@/app/settings/open-frame";
import { PreferencesScreen } from "@/app/settings/preferences/preferences-screen";
import { readPreferences } from "@/app/settings/preferences/read-preferences";

export default async function PreferencesPage({ params }: { params: Promise<FrameParams> }) {
  const { db, installation } = await openFrame(params);
  return (
    <PreferencesScreen initial={await readPreferences(db, { installationId: installation.id })} />
  );
}
