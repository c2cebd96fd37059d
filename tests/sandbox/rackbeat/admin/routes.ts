import { type Context, Hono } from "hono";
import { z } from "zod";
import { faultSchema, parseFault } from "@/tests/sandbox/kernel/faults";
import { answerRefusal } from "../api/api";
import { parseInput } from "../api/input";
import type { ApiEnv, SandboxContext } from "../context";
import { startInstall } from "../install";
import { Refusal } from "../refusal";
import { runCall } from "./methods";

/** What the demo and the pages' buttons do over HTTP. JSON only, so that no other site can post here. */
export function adminRoutes(context: SandboxContext): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  const { dispatcher, faults, quirks, world } = context;

  app.get("/agreements", (c) => {
    const agreements = [...world.agreements.values()];
    return c.json({ agreements: agreements.map(({ id, companyName }) => ({ id, companyName })) });
  });
  app.post("/agreements/:id/start-install", (c) =>
    c.json({ url: startInstall(context, Number(c.req.param("id"))) }),
  );
  app.post("/agreements/:id/api-keys", (c) => {
    const { id } = world.agreement(Number(c.req.param("id")));
    return c.json({ token: world.issueAccessToken(id, null) });
  });
  app.post("/agreements/:id/:call", async (c) => {
    const [id, name] = [Number(c.req.param("id")), camelCase(c.req.param("call"))];
    const result = runCall(context, id, name, await json(c));
    return c.json({ result: result ?? null });
  });

  app.get("/faults", (c) => c.json({ faults: faults.list().map(({ kind }) => kind) }));
  app.post("/faults", async (c) => {
    const body = await json(c);
    parseInput(faultSchema, body, true);
    faults.add(parseFault(body));
    return c.json({ message: "Ok" }, 201);
  });
  app.delete("/faults", (c) => {
    faults.clear();
    return c.json({ message: "Ok" });
  });

  app.get("/webhook-settings", (c) => c.json(dispatcher.settings));
  app.put("/webhook-settings", async (c) =>
    c.json(Object.assign(dispatcher.settings, await known(c, dispatcher.settings))),
  );
  app.get("/quirks", (c) => c.json(quirks));
  app.put("/quirks", async (c) => c.json(Object.assign(quirks, await known(c, quirks))));

  app.get("/requests", (c) => c.json({ requests: context.requests }));
  app.get("/deliveries", (c) => c.json({ deliveries: dispatcher.deliveries }));
  app.post("/deliveries/:id/resend", (c) => {
    dispatcher.resend(Number(c.req.param("id")));
    return c.json({ message: "Ok" });
  });

  app.onError(answerRefusal);
  return app;
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** An update of settings that exist, each of the type it has. */
async function known(c: Context<ApiEnv>, settings: object): Promise<object> {
  const current = new Map<string, unknown>(Object.entries(settings));
  const update = parseInput(z.record(z.string(), z.unknown()), await json(c), true);
  for (const [name, value] of Object.entries(update)) {
    const sameType = typeof value === typeof current.get(name);
    if (!current.has(name) || (!sameType && name !== "bodyForm")) {
      throw new Refusal(422, { errors: { [name]: ["No such setting, or of another type."] } });
    }
  }
  return update;
}

async function json(c: Context<ApiEnv>): Promise<unknown> {
  const type = c.req.header("Content-Type") ?? "";
  if (!type.startsWith("application/json")) throw new Refusal(400, { message: "Send JSON." });
  try {
    return await c.req.json();
  } catch {
    throw new Refusal(400, { message: "Malformed JSON." });
  }
}
