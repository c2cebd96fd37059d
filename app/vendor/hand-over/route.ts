import { z } from "zod";
import { handle, NotFound } from "@/app/api/handle";
import { findStaff, isFromOurPage } from "@/app/vendor/staff";
import type { Database } from "@/db/client";
import { getDatabase } from "@/db/database";
import { securityHeaders } from "@/lib/auth/security-headers";
import { keepUpload } from "@/lib/hand-over/keep-upload";
import type { Acting } from "@/lib/vendor/action";
import { lookAtHandOvers, type TakingIn, takeInHandOvers } from "@/lib/vendor/take-in";

const stepSchema = z.enum(["look", "take-in"]);

/** A large file takes minutes, where the host lets it. */
export const maxDuration = 300;

/**
 * Takes a file of hand-overs, packed with gzip, or looks what is in it. No form's action: those are held to a megabyte.
 * The proxy is passed by (`proxy.ts`), for it would cut a body at ten.
 */
export const POST = handle<object>(async (request) => {
  const staff = await findStaff();
  if (!staff || !(await isFromOurPage())) throw new NotFound();
  const { searchParams, pathname } = new URL(request.url);
  const { data: step } = stepSchema.safeParse(searchParams.get("step"));
  if (step === undefined || !request.body) throw new NotFound();
  const acting = { actor: staff.email, now: new Date() };
  const db = await getDatabase();
  const answer = await keepUpload(request.body, (lines) => run(db, { step, lines, ...acting }));
  return Response.json(answer, { headers: securityHeaders(pathname) });
});

type Asked = { step: z.infer<typeof stepSchema>; lines: AsyncIterable<string> } & Acting;

function run(db: Database, { step, lines, ...acting }: Asked): Promise<TakingIn> {
  if (step === "look") return lookAtHandOvers(db, { lines });
  return takeInHandOvers(db, { lines, ...acting });
}
