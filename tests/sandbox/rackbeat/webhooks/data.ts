import { presentInvoice } from "../api/present-invoices";
import { presentItem } from "../api/present-items";
import { presentParty, presentRow } from "../api/present-parties";
import type { Agreement } from "../world/agreement";
import type { Happening } from "./events";

/** The `data` of the documented body form: the entity as it is at this moment, or nothing once it is gone. */
export function webhookData(
  url: string,
  agreement: Agreement,
  { event, key }: Happening,
): Record<string, unknown> {
  const [entity] = event.split(".");
  switch (entity) {
    case "customer_invoice":
    case "supplier_invoice": {
      const kind = entity === "customer_invoice" ? "customer" : "supplier";
      const invoice = agreement.invoices(kind).find(String(key));
      return invoice ? presentInvoice(url, agreement, invoice, false) : {};
    }
    case "customer":
    case "supplier": {
      const party = agreement.parties(entity).find(String(key));
      return party ? presentParty(url, agreement, entity, party) : {};
    }
    case "product":
    case "lot":
    case "stock": {
      const item = agreement.findItem(String(key));
      return item ? presentItem(url, agreement, item) : {};
    }
    case "product_group": {
      const group = agreement.productGroups.find(String(key));
      return group ? presentRow(url, "product-groups", group) : {};
    }
    default:
      return {};
  }
}
