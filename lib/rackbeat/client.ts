import { z } from "zod";
import type { CallRequest } from "@/lib/http/caller";
import { readJson } from "@/lib/http/reply";
import { type RackbeatSelf, selfSchema } from "./account";
import { createAdjustmentCalls } from "./adjustment-calls";
import { createBasicCalls } from "./basic-calls";
import { createCalls, nullIfNotFound } from "./calls";
import { rowOf } from "./envelopes";
import { createInvoiceCalls } from "./invoice-calls";
import { createItemCalls } from "./item-calls";
import { createLists } from "./lists";
import { createPartyCalls } from "./party-calls";
import { createApiCaller } from "./rackbeat-caller";
import { parseRow } from "./rows";
import { type RackbeatWebhook, webhookSchema } from "./webhook-records";
import { createWriteCalls } from "./write-calls";

/**
 * Speaks to one agreement. Reads pages one at a time where there can be many, never retries, and waits only for the
 * pace. Throws CallFailure; a document that does not have what it must have is `document.malformed`.
 */
export function createRackbeatClient({ baseUrl, token }: { baseUrl: string; token: string }) {
  const call = createApiCaller({ baseUrl, token });
  const calls = createCalls(call);
  const lists = createLists(calls);

  async function webhookOf(request: CallRequest): Promise<RackbeatWebhook> {
    const reply = await call(request);
    return parseRow(reply, webhookSchema, rowOf(readJson(reply, z.unknown()), "webhook"));
  }

  return {
    ...createPartyCalls(calls, lists),
    ...createItemCalls(calls, lists),
    ...createInvoiceCalls(calls, lists),
    ...createBasicCalls(call, calls),
    ...createWriteCalls(call),
    ...createAdjustmentCalls(call, lists),

    /** Whose token this is. 401 and 403 both mean that it is dead. */
    async getSelf(): Promise<RackbeatSelf> {
      return readJson(await calls.get("/self"), selfSchema);
    },

    listWebhooks: (): Promise<RackbeatWebhook[]> => calls.listAll("webhooks", webhookSchema),

    /** 422 where Rackbeat does not know the event. `token` is shown in this answer only. */
    createWebhook: ({ event, url }: { event: string; url: string }) =>
      webhookOf({ method: "POST", path: "/webhooks", json: { event, url, is_active: true } }),

    updateWebhook: (
      webhookId: number,
      change: { event: string; url: string; is_active: boolean },
    ) => webhookOf({ method: "PUT", path: `/webhooks/${webhookId}`, json: change }),

    /** One that is gone already counts as deleted. */
    async deleteWebhook(webhookId: number): Promise<void> {
      await nullIfNotFound(call({ method: "DELETE", path: `/webhooks/${webhookId}` }));
    },

    /** Where the settings page in Rackbeat's frame lives; replaces the former address. */
    async setSettingsUrl(appSlug: string, settingsUrl: string): Promise<void> {
      await call({
        method: "POST",
        path: `/plugins/${encodeURIComponent(appSlug)}/set-settings-url`,
        json: { settings_url: settingsUrl },
      });
    },

    /** Whether the agreement lists the app; null where the answer does not tell, for its fields are not documented. */
    async isStillInstalled(appSlug: string): Promise<boolean | null> {
      const { rows } = await calls.listRows("user-account-plugins", {});
      const slugs = rows.flatMap(slugsOf);
      if (slugs.includes(appSlug)) return true;
      return slugs.length > 0 ? false : null;
    },
  };
}

export type RackbeatClient = ReturnType<typeof createRackbeatClient>;

const pluginSchema = z.looseObject({
  slug: z.unknown(),
  app_slug: z.unknown(),
  plugin: z.unknown(),
});

function slugsOf(row: unknown): string[] {
  const parsed = pluginSchema.partial().safeParse(row);
  if (!parsed.success) return [];
  const { slug, app_slug, plugin } = parsed.data;
  const own = [slug, app_slug].filter((value) => typeof value === "string");
  return own.length > 0 ? own : slugsOf(plugin);
}
