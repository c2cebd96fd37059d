import { Exact, toMinor } from "@/lib/money";
import type { ProblemList } from "./mapped";

/** No document comes to a thousand billion, and everything below is a safe whole number of øre. */
const LIMIT = new Exact("1e12");

/** Minor units (øre), rounded half away from zero; 0, and a problem, for an amount that they cannot hold. */
export function minorOf(amount: string, path: string, problems: ProblemList): number {
  if (new Exact(amount).abs().lessThan(LIMIT)) return toMinor(amount);
  const message = `${amount} is too large an amount`;
  problems.add({ code: "document.malformed", details: { path, message } });
  return 0;
}
