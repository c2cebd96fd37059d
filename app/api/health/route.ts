import { getDatabase } from "@/db/database";
import { findInstallationByAgreement } from "@/db/queries/installations";
import { log } from "@/lib/log";

/** Whether the process is up and its database answers. Tells nothing else to whoever asks. */
export async function GET(): Promise<Response> {
  try {
    await findInstallationByAgreement(await getDatabase(), "");
    return Response.json({ status: "ok" });
  } catch (error) {
    log.error({ err: error }, "health: the database does not answer");
    return Response.json({ status: "database_unavailable" }, { status: 503 });
  }
}

export const dynamic = "force-dynamic";
