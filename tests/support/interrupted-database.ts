import type { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import type { Database } from "@/db/client";
import * as schema from "@/db/schema/schema";

/**
 * A second handle of a test's database on which `between` happens, once, after the first statement of the kind and
 * before whatever comes next: somebody else whose turn comes just then. Not for a statement inside a transaction.
 */
export function interruptedDatabase(
  db: Database,
  after: RegExp,
  between: () => Promise<unknown>,
): Database {
  // Safe: freshDatabase is always a PGlite.
  const { $client } = db as unknown as { $client: PGlite };
  let isDone = false;
  const query: PGlite["query"] = async (text, ...rest) => {
    const answer = await $client.query(text, ...rest);
    if (!isDone && after.test(text)) {
      isDone = true;
      await between();
    }
    return answer as never;
  };
  const client = new Proxy($client, {
    get(target, name) {
      if (name === "query") return query;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
  return drizzle(client, { schema, casing: "snake_case" }) as unknown as Database;
}
