import { listChoosableCompanies } from "@/lib/connection/companies";
import { embedded } from "../embedded";

/** What the login at Fiken reaches, with why a company cannot be used. Asks Fiken. */
export const GET = embedded(({ db, installation }) =>
  listChoosableCompanies(db, { installationId: installation.id }),
);
