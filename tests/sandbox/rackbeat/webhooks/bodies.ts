import type { Happening, WebhookEvent } from "./events";

export type BodyForm = "documented" | "short" | "stock";

/** One form for every event, or per event; what is not named is short, stock events their own. */
export type BodyForms = BodyForm | Partial<Record<WebhookEvent, BodyForm>>;

export function bodyFormOf(forms: BodyForms, happening: Happening): BodyForm {
  const chosen = typeof forms === "string" ? forms : forms[happening.event];
  if (chosen && chosen !== "stock") return chosen;
  return happening.itemType ? "stock" : "short";
}

/** The body of a delivery in one of the three forms that have been seen. */
export function webhookBody(
  form: BodyForm,
  happening: Happening,
  data: () => Record<string, unknown>,
): Record<string, unknown> {
  const { event, key, keyName, oldKey, changed, itemType } = happening;
  if (form === "stock") return { item: String(key), item_type: itemType, type: "stock" };
  if (form === "short") return { key_name: keyName, key: String(key) };
  return {
    key,
    key_name: keyName,
    event,
    data: data(),
    ...(changed && { old_key: oldKey ?? key, new_key: key, changed }),
  };
}
