import { MappingScreen } from "@/app/settings/mapping/mapping-screen";
import { readMappingState } from "@/app/settings/mapping/read-mapping-state";
import { type FrameParams, openFrame } from "@/app/settings/open-frame";

export default async function MappingPage({ params }: { params: Promise<FrameParams> }) {
  const { db, installation } = await openFrame(params);
  return (
    <MappingScreen initial={await readMappingState(db, { installationId: installation.id })} />
  );
}
