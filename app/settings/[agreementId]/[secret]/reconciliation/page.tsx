import { type FrameParams, openFrame } from "@/app/settings/open-frame";
import { readReconciliationState } from "@/app/settings/reconciliation/read-reconciliation-state";
import { ReconciliationScreen } from "@/app/settings/reconciliation/reconciliation-screen";

export default async function ReconciliationPage({ params }: { params: Promise<FrameParams> }) {
  const { db, installation, locale } = await openFrame(params);
  const asked = { installationId: installation.id, locale, result: null };
  return <ReconciliationScreen initial={await readReconciliationState(db, asked)} />;
}
