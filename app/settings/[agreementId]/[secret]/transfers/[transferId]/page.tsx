import { notFound } from "next/navigation";
import { type FrameParams, openFrame } from "@/app/settings/open-frame";
import { readTransferDetails } from "@/app/settings/transfer/read-transfer-details";
import { TransferScreen } from "@/app/settings/transfer/transfer-screen";

type TransferPageProps = { params: Promise<FrameParams & { transferId: string }> };

export default async function TransferPage({ params }: TransferPageProps) {
  const { db, installation, locale } = await openFrame(params);
  const { transferId } = await params;
  const transfer = await readTransferDetails(db, { installation, transferId, locale });
  if (!transfer) notFound();
  return <TransferScreen initial={transfer} />;
}
