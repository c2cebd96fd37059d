import { redirectAfter } from "@/app/install/redirect";
import { getDatabase } from "@/db/database";
import { wakeDrain } from "@/inngest/wake";
import { AppError } from "@/lib/errors/app-error";
import { finishLogin, type LoginCallback } from "@/lib/installation/finish-login";
import { releaseHeld } from "@/lib/transfer/hold/release";

/**
 * Fiken sends the browser back here after its login, at top level: for an install and for a reconnect. What was held
 * for the want of a login goes on by itself.
 */
export function GET(request: Request): Promise<Response> {
  return redirectAfter(async () => {
    const db = await getDatabase();
    const { installationId, redirectTo } = await finishLogin(db, callbackOf(request));
    await releaseHeld(db, { installationId, curedBy: "connection" });
    await wakeDrain({ installationId });
    return redirectTo ?? "/install/connected";
  });
}

function callbackOf(request: Request): LoginCallback {
  const query = new URL(request.url).searchParams;
  const [state, code, error] = ["state", "code", "error"].map((name) => query.get(name));
  if (!state) throw new AppError({ code: "install.state_unknown", details: {} });
  if (code) return { state, code };
  return { state, error: error || "no_code" };
}
