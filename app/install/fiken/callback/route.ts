import { redirectAfter } from "@/app/install/redirect";
import { getDatabase } from "@/db/database";
import { AppError } from "@/lib/errors/app-error";
import { finishLogin, type LoginCallback } from "@/lib/installation/finish-login";

/** Fiken sends the browser back here after its login, at top level: for an install and for a reconnect. */
export function GET(request: Request): Promise<Response> {
  return redirectAfter(async () => {
    const { redirectTo } = await finishLogin(await getDatabase(), callbackOf(request));
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
