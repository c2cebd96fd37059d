import { readSetUpState } from "@/app/settings/set-up/read-set-up-state";
import { passingSchema } from "@/app/settings/set-up/set-up-state";
import { passStep } from "@/lib/transfer/settings/choices";
import { embedded, readBody } from "../embedded";

export const GET = embedded(({ db, installation }) =>
  readSetUpState(db, { installationId: installation.id }),
);

/** An optional step was dealt with, or is to be offered again. */
export const PUT = embedded(async ({ db, installation, request }) => {
  const passing = await readBody(request, passingSchema);
  await passStep(db, { installationId: installation.id, ...passing });
});
