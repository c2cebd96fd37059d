import { type FrameParams, openFrame } from "@/app/settings/open-frame";
import { PreviewScreen } from "@/app/settings/preview/preview-screen";

export default async function PreviewPage({ params }: { params: Promise<FrameParams> }) {
  await openFrame(params);
  return <PreviewScreen />;
}
