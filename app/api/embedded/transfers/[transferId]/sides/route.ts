import { z } from "zod";
import { embedded, notFound } from "@/app/api/embedded/embedded";
import { readBothSides } from "@/lib/transfer/view/both-sides";

/** What Rackbeat says and what Fiken holds, both asked now. */
export const GET = embedded<{ transferId: string }>(async ({ db, installation, params }) => {
  const { transferId } = params;
  if (!z.uuid().safeParse(transferId).success) notFound();
  const installationId = installation.id;
  return (await readBothSides(db, { installationId, transferId })) ?? notFound();
});
