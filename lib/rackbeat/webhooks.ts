import { z } from "zod";
import { key, optional, optionalText } from "./values";
import { meaningOf, type WebhookMeaning } from "./webhook-events";

/** The kinds of entity a delivery can be about. */
type DeliveredKind = Exclude<WebhookMeaning, "plugin" | "product_group">;

export type ReadDelivery =
  | {
      kind: DeliveredKind;
      rackbeatKey: string;
      event: string;
      /** The key before a rename, where the delivery tells of one. */
      previousKey: string | null;
    }
  | { uninstalled: true; event: string }
  | { productGroup: string; event: string }
  | { ignored: "malformed" | "unknown_event" | "key_missing" | "not_stock"; event: string | null };

/** A database column takes no NUL, and no key of Rackbeat's is nearly this long. */
const storable = (text: string) => text.length <= 200 && !text.includes("\0");

/** Unreadable parts count as absent: only what is needed may make a delivery useless. */
const lenientKey = optional(key.refine(storable)).catch(null);
const lenientText = optionalText.refine((text) => text === null || storable(text)).catch(null);
const bodySchema = z.object({
  event: lenientText,
  key: lenientKey,
  key_name: lenientText,
  old_key: lenientKey,
  new_key: lenientKey,
  item: lenientKey,
  type: lenientText,
  data: optional(z.object({ number: lenientKey })).catch(null),
});
type Body = z.infer<typeof bodySchema>;

/**
 * What a delivery is about. Rackbeat's three body forms: `{key, key_name, event, data}`, `{key, key_name}` with the
 * event in the header `Rackbeat-Webhook-Event`, and `{item, item_type, type: "stock"}`. `data` is never truth; only
 * a number in it helps to find the entity. Pure, and throws on no input. `body` is the text as received, or its JSON.
 */
export function readDelivery({
  eventHeader,
  body,
}: {
  eventHeader: string | null | undefined;
  body: unknown;
}): ReadDelivery {
  const headerEvent = eventHeader?.trim() || null;
  const parsed = bodySchema.safeParse(typeof body === "string" ? parseJson(body) : body);
  // An uninstall is told by its event alone; a body we cannot read must not keep us installed.
  if (headerEvent && meaningOf(headerEvent) === "plugin") {
    return { uninstalled: true, event: headerEvent };
  }
  if (!parsed.success) return { ignored: "malformed", event: headerEvent };

  const event = headerEvent ?? parsed.data.event;
  if (isStockForm(parsed.data)) return readStock(parsed.data, event);
  if (!event) return { ignored: "unknown_event", event };
  return readKeyed(parsed.data, event);
}

function isStockForm({ item, key: keyOfEntity }: Body): boolean {
  return item !== null && keyOfEntity === null;
}

function readStock({ item, type }: Body, event: string | null): ReadDelivery {
  if (type !== "stock" || item === null) return { ignored: "not_stock", event };
  return {
    kind: "stock_level",
    rackbeatKey: item,
    event: event ?? "stock",
    previousKey: null,
  };
}

function readKeyed(body: Body, event: string): ReadDelivery {
  const meaning = meaningOf(event);
  if (meaning === null) return { ignored: "unknown_event", event };
  if (meaning === "plugin") return { uninstalled: true, event };

  // Rackbeat's own integrations look an entity up by `key` whatever its name; a number is better where there is one.
  const named = body.key_name === "id" ? (body.data?.number ?? body.key) : body.key;
  const rackbeatKey = body.new_key ?? named;
  if (rackbeatKey === null) return { ignored: "key_missing", event };
  if (meaning === "product_group") return { productGroup: rackbeatKey, event };

  const previousKey = body.old_key !== null && body.old_key !== rackbeatKey ? body.old_key : null;
  return { kind: meaning, rackbeatKey, event, previousKey };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the schema refuses it, and the delivery is ignored as malformed.
    return undefined;
  }
}
