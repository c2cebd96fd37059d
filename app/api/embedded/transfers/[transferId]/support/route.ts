import { z } from "zod";
import { embedded, notFound } from "@/app/api/embedded/embedded";
import { supportBundleOf } from "@/lib/transfer/view/support-bundle";

/** What support needs to know, as text to copy; without secrets. */
export const GET = embedded<{ transferId: string }>(async ({ db, installation, params }) => {
  const { transferId } = params;
  if (!z.uuid().safeParse(transferId).success) notFound();
  const text = await supportBundleOf(db, { installationId: installation.id, transferId });
  return text === null ? notFound() : { text };
});
