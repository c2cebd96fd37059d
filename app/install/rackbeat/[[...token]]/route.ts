import { redirectAfter } from "@/app/install/redirect";
import { getDatabase } from "@/db/database";
import { AppError } from "@/lib/errors/app-error";
import { beginInstall } from "@/lib/installation/begin-login";
import { log } from "@/lib/log";

type Context = { params: Promise<{ token?: string[] }> };

/**
 * Rackbeat sends the browser here when a user presses Install, with `?token=`. The token is read from the path or
 * from a form as well: Rackbeat's documents do not fix the form.
 */
export function GET(request: Request, context: Context): Promise<Response> {
  return redirectAfter(() => begin(request, context));
}

export function POST(request: Request, context: Context): Promise<Response> {
  return redirectAfter(() => begin(request, context));
}

async function begin(request: Request, { params }: Context): Promise<string> {
  const query = new URL(request.url).searchParams;
  const unknown = [...query.keys()].filter((name) => name !== "token");
  if (unknown.length > 0) log.info({ names: unknown }, "Rackbeat sent more than a token");

  const [fromPath] = (await params).token ?? [];
  const installToken = query.get("token") || fromPath || (await tokenOfForm(request));
  if (!installToken) throw new AppError({ code: "install.token_missing", details: {} });
  const { authorizeUrl } = await beginInstall(await getDatabase(), { installToken });
  return authorizeUrl;
}

async function tokenOfForm(request: Request): Promise<string | null> {
  const type = request.headers.get("content-type") ?? "";
  if (request.method !== "POST" || !type.startsWith("application/x-www-form-urlencoded")) {
    return null;
  }
  return new URLSearchParams(await request.text()).get("token");
}
