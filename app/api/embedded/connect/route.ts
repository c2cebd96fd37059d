import { handle } from "@/app/api/handle";
import { getDatabase } from "@/db/database";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors/app-error";
import { beginReconnect } from "@/lib/installation/begin-login";
import { requireInstallation } from "../embedded";

/**
 * Begins Fiken's login at top level. A form brings the session in its body, so that neither it nor the page's
 * secret stands in an address that Fiken, a history or a log would see.
 */
export const POST = handle(async (request) => {
  const db = await getDatabase();
  const token = (await request.formData()).get("session");
  try {
    const { id } = await requireInstallation(db, typeof token === "string" ? token : null);
    const { authorizeUrl } = await beginReconnect(db, { installationId: id });
    return seeOther(authorizeUrl);
  } catch (error) {
    // A person stands before this answer: a page that says what to do, not JSON.
    if (error instanceof AppError) {
      return seeOther(new URL(`/?problem=${error.problem.code}`, getEnv().APP_URL).href);
    }
    throw error;
  }
});

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location } });
}
