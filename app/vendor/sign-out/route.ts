import { cookies } from "next/headers";
import { getDatabase } from "@/db/database";
import { STAFF_COOKIE_PATH, staffCookieName } from "@/lib/auth/staff-session";
import { getEnv } from "@/lib/env";
import { writeAudit } from "@/lib/vendor/action";
import { requireActing } from "../staff";

/** next-auth's own way out does not see the cookie, which goes to the dashboard alone. */
export async function POST(): Promise<Response> {
  const acting = await requireActing();
  await writeAudit(await getDatabase(), acting, { action: "session.signed_out" });
  const env = getEnv();
  (await cookies()).set(staffCookieName(env), "", {
    ...{ path: STAFF_COOKIE_PATH, maxAge: 0, httpOnly: true, sameSite: "lax" },
    secure: env.APP_URL.startsWith("https:"),
  });
  return new Response(null, { status: 303, headers: { Location: STAFF_COOKIE_PATH } });
}
