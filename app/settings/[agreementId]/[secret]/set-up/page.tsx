import { type FrameParams, openFrame } from "@/app/settings/open-frame";
import { readSetUpState } from "@/app/settings/set-up/read-set-up-state";
import { SetUpScreen } from "@/app/settings/set-up/set-up-screen";

export default async function SetUpPage({ params }: { params: Promise<FrameParams> }) {
  const { db, installation } = await openFrame(params);
  return <SetUpScreen initial={await readSetUpState(db, { installationId: installation.id })} />;
}
