import { z } from "zod";
import { embedded, notFound, readBody } from "@/app/api/embedded/embedded";
import { readProductChoice } from "@/app/settings/product-choice/read-product-choice";
import { wakeDrain } from "@/inngest/wake";
import { chooseProduct } from "@/lib/transfer/item/choose-product";

const choice = z.object({ fikenId: z.int().positive() });

/** The products in Fiken with the item's number. Null where nothing waits for that choice, here or anywhere. */
export const GET = embedded<{ transferId: string }>(async ({ db, installation, params }) => {
  const { transferId } = params;
  if (!z.uuid().safeParse(transferId).success) notFound();
  return { choice: await readProductChoice(db, { installationId: installation.id, transferId }) };
});

/** "This one": which of several products in Fiken with the number is the item. */
export const POST = embedded<{ transferId: string }>(
  async ({ db, installation, request, params }) => {
    const { transferId } = params;
    if (!z.uuid().safeParse(transferId).success) notFound();
    const { fikenId } = await readBody(request, choice);
    const installationId = installation.id;
    const chosen = await chooseProduct(db, { installationId, transferId, fikenId });
    if (chosen) await wakeDrain({ installationId });
    return { chosen };
  },
);
