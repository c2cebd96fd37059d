import { exportHandOver } from "@/lib/hand-over/export";
import { streamText } from "@/lib/hand-over/stream-text";
import { embedded } from "../embedded";

/** Everything that whoever takes over the integration needs to go on, as a file. */
export const GET = embedded(({ db, installation }) => {
  const { id: installationId, agreementId } = installation;
  const day = new Date().toISOString().slice(0, 10);
  const filename = `fiken-for-rackbeat-${agreementId.replaceAll(/[^\w-]/g, "")}-${day}.jsonl`;
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
