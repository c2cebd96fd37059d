import { setImmediate as othersToo } from "node:timers/promises";
import type { Database } from "@/db/client";
import { findWebhookAddressee, type WebhookAddressee } from "@/db/queries/webhook-addressees";

type Key = { agreementId: string; event: string };
type LookUps = Map<string, Promise<WebhookAddressee | null>>;

const underWay = new WeakMap<Database, LookUps>();

/**
 * Who a delivery is for. Deliveries of one agreement and event that come while this is being asked share the answer:
 * it is as if they had come those milliseconds earlier, and a burst does not ask the same thousands of times.
 */
export function findAddressee(db: Database, key: Key): Promise<WebhookAddressee | null> {
  const lookUps: LookUps = underWay.get(db) ?? new Map();
  underWay.set(db, lookUps);
  const name = JSON.stringify([key.agreementId, key.event]);
  const shared = lookUps.get(name);
  if (shared) return shared;
  // An embedded database answers before the next request is even read: without a turn nobody would share.
  const lookUp = othersToo()
    .then(() => findWebhookAddressee(db, key))
    .finally(() => lookUps.delete(name));
  lookUps.set(name, lookUp);
  return lookUp;
}
