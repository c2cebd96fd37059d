import { digestAddressSchema } from "@/app/settings/preferences/digest-choice";
import { chooseDigestAddress } from "@/lib/digest/address";
import { embedded, readBody } from "../embedded";

/** Where digests go from now on. */
export const PUT = embedded(async ({ db, installation, request }) => {
  const { address } = await readBody(request, digestAddressSchema);
  await chooseDigestAddress(db, { installationId: installation.id, address });
});
