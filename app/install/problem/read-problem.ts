import { z } from "zod";
import { PROBLEMS, type Problem } from "@/lib/errors/catalog";
import { open, seal } from "@/lib/secrets/seal";

const problemSchema = z.object({
  code: z.string().refine((code) => Object.hasOwn(PROBLEMS, code)),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

/** The page that explains a problem. Sealed, so that nobody can make our page say something of their own. */
export function problemPage(problem: Problem): string {
  const sealed = seal(JSON.stringify(problem));
  return `/install/problem?${new URLSearchParams({ code: problem.code, problem: sealed })}`;
}

/** The problem in the page's address, or null for one that is not from us. */
export function readProblem(sealed: string | undefined): Problem | null {
  if (sealed === undefined) return null;
  try {
    // Sealed by problemPage, so code and details belong together.
    return problemSchema.parse(JSON.parse(open(sealed))) as Problem;
  } catch {
    // Somebody else's text, or sealed with a key that is gone: there is nothing to explain.
    return null;
  }
}
