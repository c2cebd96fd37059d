import NextAuth from "next-auth";
import { getDatabase } from "@/db/database";
import { type Decision, hasStaffLogin, staffLogin } from "@/lib/auth/staff-login";
import { getEnv } from "@/lib/env";
import { writeAudit } from "@/lib/vendor/action";

type Context = { params: Promise<{ nextauth: string[] }> };

/** The sign-in of the vendor's staff. Without the vendor's environment there is nothing here. */
async function answer(request: Request, context: Context): Promise<Response> {
  const env = getEnv();
  if (!hasStaffLogin(env)) return new Response(null, { status: 404 });
  const handle: (request: Request, context: Context) => Promise<Response> = NextAuth(
    staffLogin(env, { onDecision: writeDown }),
  );
  return handle(request, context);
}

export { answer as GET, answer as POST };

async function writeDown({ email, isAllowed }: Decision): Promise<void> {
  const action = isAllowed ? "session.signed_in" : "session.refused";
  await writeAudit(await getDatabase(), { actor: email ?? "", now: new Date() }, { action });
}
