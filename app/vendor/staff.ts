import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { readStaffSession, type Staff, staffCookieName } from "@/lib/auth/staff-session";
import { getEnv } from "@/lib/env";
import type { Acting } from "@/lib/vendor/action";

/** Who is signed in; null: nobody. */
export async function findStaff(): Promise<Staff | null> {
  const cookie = (await cookies()).get(staffCookieName(getEnv()));
  return cookie ? readStaffSession(cookie.value) : null;
}

/** What every page of the dashboard begins with. */
export async function requireStaff(): Promise<Staff> {
  return (await findStaff()) ?? redirect("/vendor");
}

/** The cookie is not sent along with another site's form; that what is sent is ours is looked at all the same. */
export async function isFromOurPage(): Promise<boolean> {
  return (await headers()).get("origin") === new URL(getEnv().APP_URL).origin;
}

/** What every form of the dashboard begins with. */
export async function requireActing(): Promise<Acting> {
  if (!(await isFromOurPage())) redirect("/vendor");
  const { email } = await requireStaff();
  return { actor: email, now: new Date() };
}
