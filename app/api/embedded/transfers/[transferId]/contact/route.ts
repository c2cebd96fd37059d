import { z } from "zod";
import { embedded, notFound, readBody } from "@/app/api/embedded/embedded";
import { readContactChoice } from "@/app/settings/contact-choice/read-contact-choice";
import { wakeDrain } from "@/inngest/wake";
import { chooseContact, chooseNewContact } from "@/lib/transfer/party/choose-contact";

const choice = z.object({ fikenId: z.union([z.int().positive(), z.literal("new")]) });

/** The contacts in Fiken that may be the customer or supplier. Null where nothing waits for that choice, here or anywhere. */
export const GET = embedded<{ transferId: string }>(async ({ db, installation, params }) => {
  const { transferId } = params;
  if (!z.uuid().safeParse(transferId).success) notFound();
  return { choice: await readContactChoice(db, { installationId: installation.id, transferId }) };
});

/** "This one", or `new` for none of them: which contact in Fiken is the customer or supplier. */
export const POST = embedded<{ transferId: string }>(
  async ({ db, installation, request, params }) => {
    const { transferId } = params;
    if (!z.uuid().safeParse(transferId).success) notFound();
    const { fikenId } = await readBody(request, choice);
    const key = { installationId: installation.id, transferId };
    const chosen =
      fikenId === "new"
        ? await chooseNewContact(db, key)
        : await chooseContact(db, { ...key, fikenId });
    if (chosen) await wakeDrain({ installationId: installation.id });
    return { chosen };
  },
);
