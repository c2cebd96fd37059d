import type { FikenApp } from "./http";
import { listOf } from "./lists";
import { notFound, Refusal } from "./refusal";
import type { SandboxState } from "./state";

/** The user, and the companies that the user ticked for the app. */
export function companyRoutes(api: FikenApp, state: SandboxState): void {
  api.get("/user", (c) => c.json(state.world.user));
  api.get("/companies", (c) => {
    const ticked = [...state.world.companies.values()]
      .map(({ company }) => company)
      .filter(({ slug }) => c.get("grant").companies.has(slug));
    return listOf(c, ticked, (company) => company, {
      sort: {
        name: ({ name }) => name,
        createdDate: ({ creationDate }) => creationDate,
        organizationNumber: ({ organizationNumber }) => organizationNumber,
      },
    });
  });
  api.use("/companies/:companySlug/*", async (c, next) => {
    const slug = c.req.param("companySlug") ?? "";
    const books = state.world.companies.get(slug);
    if (!books || !c.get("grant").companies.has(slug)) throw notFound(`Foretaket ${slug}`);
    c.set("books", books);
    const itself = new URL(c.req.url).pathname.endsWith(`/companies/${slug}`);
    if (!itself && !books.company.hasApiAccess) {
      throw new Refusal(403, "Foretaket har ikke API-modulen", { shape: "error" });
    }
    await next();
  });
  api.get("/companies/:companySlug", (c) => c.json(c.get("books").company));
}
