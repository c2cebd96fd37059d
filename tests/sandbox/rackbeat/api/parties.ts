import { Hono } from "hono";
import type { ApiEnv, SandboxContext } from "../context";
import type { PartyKind } from "../world/agreement";
import {
  createParty,
  deleteParty,
  partyCreateSchemas,
  partyUpdateSchema,
  updateParty,
} from "../world/parties";
import type { Party } from "../world/rows";
import { readBody, writing } from "./body";
import { numberParam } from "./keys";
import { between, equals, isTrue, listOf, oneOf } from "./listing";
import { presentParty } from "./present-parties";

/** `/customers` and `/suppliers`: two series of numbers, one behaviour. */
export function partyRoutes(context: SandboxContext, kind: PartyKind): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  const filters = {
    is_barred: isTrue<Party>("is_barred"),
    company_name: equals<Party>("name"),
    ...between<Party>(kind, "number"),
    ...between<Party>(`${kind}_group`, "group_id"),
  };

  app.get("/", (c) => {
    const agreement = c.get("agreement");
    return listOf(c, context.quirks, {
      plural: `${kind}s`,
      rows: agreement.parties(kind).list(),
      present: (party) => presentParty(context.url, agreement, kind, party),
      filters,
      aliases: { company_name: "name", [`${kind}_group_id`]: "group_id" },
    });
  });

  app.post("/", async (c) => {
    const input = await readBody(c, context, partyCreateSchemas[kind]);
    const agreement = c.get("agreement");
    const party = await writing(c, () => createParty(agreement, kind, input));
    return oneOf(c, kind, presentParty(context.url, agreement, kind, party), 201);
  });

  app.get("/:number", (c) => {
    const agreement = c.get("agreement");
    const party = agreement.parties(kind).get(numberParam(c));
    return oneOf(c, kind, presentParty(context.url, agreement, kind, party));
  });

  app.put("/:number", async (c) => {
    const input = await readBody(c, context, partyUpdateSchema);
    const agreement = c.get("agreement");
    const party = await writing(c, () => updateParty(agreement, kind, numberParam(c), input));
    return oneOf(c, kind, presentParty(context.url, agreement, kind, party));
  });

  app.delete("/:number", async (c) => {
    await writing(c, () => deleteParty(c.get("agreement"), kind, numberParam(c)));
    return c.json({ message: "Ok" });
  });

  return app;
}
