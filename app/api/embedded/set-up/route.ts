import { readSetUpState } from "@/app/settings/set-up/read-set-up-state";
import { embedded } from "../embedded";

export const GET = embedded(({ db, installation }) =>
  readSetUpState(db, { installationId: installation.id }),
);
