import { Hono } from "hono";
import type { ApiEnv, SandboxContext } from "../context";
import { notFound } from "../refusal";
import { plainDateTime } from "../time";
import type { Attempt, Delivery } from "../webhooks/dispatcher";
import {
  registerWebhook,
  updateWebhook,
  webhookCreateSchema,
  webhookUpdateSchema,
} from "../webhooks/registry";
import type { Webhook } from "../world/rows";
import { readBody } from "./body";
import { numberParam } from "./keys";
import { equals, listOf, oneOf } from "./listing";

/** `/webhooks`: one event each. The token is told once, in the answer that creates it. */
export function webhookRoutes(context: SandboxContext): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  const { dispatcher, events, quirks } = context;

  app.get("/", (c) =>
    listOf(c, quirks, {
      plural: "webhooks",
      rows: c.get("agreement").webhooks.list(),
      present: presentWebhook,
      filters: { event: equals<Webhook>("event") },
    }),
  );

  app.post("/", async (c) => {
    const input = await readBody(c, context, webhookCreateSchema);
    const { pluginSlug } = c.get("token");
    const rules = { events, pluginSlug };
    const { webhook, created } = registerWebhook(c.get("agreement"), input, rules);
    if (!created) return oneOf(c, "webhook", presentWebhook(webhook));
    return oneOf(c, "webhook", { ...presentWebhook(webhook), token: webhook.token }, 201);
  });

  app.get("/logs/:logId", (c) => {
    const id = Number(c.req.param("logId"));
    const own = c.get("agreement").webhooks.list();
    const entry = own
      .flatMap((webhook) => dispatcher.logOf(webhook.number))
      .find(({ attempt }) => attempt.id === id);
    if (!entry) throw notFound();
    return oneOf(c, "webhook_log", presentLog(entry));
  });

  app.get("/:number/logs", (c) => {
    const webhook = c.get("agreement").webhooks.get(numberParam(c));
    const rows = dispatcher.logOf(webhook.number);
    return listOf(c, quirks, { plural: "webhook_logs", rows, present: presentLog });
  });

  app.get("/:number", (c) =>
    oneOf(c, "webhook", presentWebhook(c.get("agreement").webhooks.get(numberParam(c)))),
  );

  app.put("/:number", async (c) => {
    const input = await readBody(c, context, webhookUpdateSchema);
    const webhook = updateWebhook(c.get("agreement"), numberParam(c), input, events);
    return oneOf(c, "webhook", presentWebhook(webhook));
  });

  app.delete("/:number", (c) => {
    const { webhooks } = c.get("agreement");
    webhooks.remove(webhooks.get(numberParam(c)).number);
    return c.json({ message: "Ok" });
  });
  return app;
}

function presentWebhook(webhook: Webhook) {
  const { number: id, event, url, is_active, failures_since_last_success } = webhook;
  return {
    ...{ id, event, url, is_active, plugin: null, failures_since_last_success },
    created_at: plainDateTime(webhook.created_at),
    updated_at: plainDateTime(webhook.updated_at),
  };
}

function presentLog({ delivery, attempt }: { delivery: Delivery; attempt: Attempt }) {
  return {
    id: attempt.id,
    webhook_id: delivery.webhookId,
    event: delivery.event,
    url: delivery.url,
    payload: delivery.body,
    response_code: attempt.status,
    error: attempt.error,
    is_success: attempt.ok,
    created_at: plainDateTime(attempt.at),
  };
}
