import { exportHandOver } from "@/lib/hand-over/export";
import { handOverFileName } from "@/lib/hand-over/file-names";
import { streamText } from "@/lib/hand-over/stream-text";
import { embedded } from "../embedded";

/** Everything that whoever takes over the integration needs to go on, as a file. */
export const GET = embedded(({ db, installation }) => {
  const { id: installationId, agreementId } = installation;
  const filename = handOverFileName(agreementId, new Date());
  return Promise.resolve(
    new Response(streamText(exportHandOver(db, { installationId })), {
      headers: {
        "Content-Type": "application/jsonl; charset=utf-8",
        "Content-Disposition": `attachment; filename="${filename}"`,
        "Cache-Control": "no-store",
      },
    }),
  );
});
