import { get, getPage, type Page, type Send } from "./calls";
import { companySchema, type FikenCompany, type FikenUser, userSchema } from "./schemas/companies";

/** What a grant sees before a company is chosen. */
export function createFikenCompanies(send: Send) {
  return {
    /** Answers whenever the login is alive, whatever else is refused. */
    getUser: (): Promise<FikenUser> => get(send, "/user", userSchema),

    /** Only the companies that the user has ticked for the app. */
    listCompanies: (page: number): Promise<Page<FikenCompany>> =>
      getPage(send, "/companies", companySchema, page),

    getCompany: (companySlug: string): Promise<FikenCompany> =>
      get(send, `/companies/${encodeURIComponent(companySlug)}`, companySchema),
  };
}
