import { z } from "zod";
import { wakeDrain, wakeUpkeep } from "@/inngest/wake";
import { chooseCompany } from "@/lib/connection/companies";
import { refreshProductGroups } from "@/lib/installation/product-groups";
import { releaseHeld } from "@/lib/transfer/hold/release";
import { embedded, readBody } from "../embedded";

const bodySchema = z.object({ companySlug: z.string().min(1).max(200) });

/** What was held for the company when it was last connected to may have been cured while it was not. */
const CURES = ["connection", "mapping", "product_groups", "settings"] as const;

/** Connects to the company. Chart of accounts and product groups are read as well: the mapping needs both next. */
export const PUT = embedded(async ({ db, installation, request }) => {
  const { companySlug } = await readBody(request, bodySchema);
  const installationId = installation.id;
  await chooseCompany(db, { installationId, companySlug, now: new Date() });
  await refreshProductGroups(db, { installationId });
  for (const curedBy of CURES) await releaseHeld(db, { installationId, curedBy });
  await wakeDrain({ installationId });
  // Looks what the products in Fiken are booked on, for the proposals of accounts.
  await wakeUpkeep({ installationId });
});
