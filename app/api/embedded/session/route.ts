import { issueSession } from "@/lib/auth/session";
import { embedded } from "../embedded";

/** A session that still holds is exchanged for one that holds a quarter of an hour longer. */
export const POST = embedded(({ installation }) => issueSession(installation));
