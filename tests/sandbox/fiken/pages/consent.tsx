/** @jsxImportSource hono/jsx */
import type { Company } from "../records";
import { NORDRE_LYS } from "../seed";
import { Page } from "./layout";

const ASKED = ["client_id", "redirect_uri", "state"];

/** Fiken's question to the user: may this app see these companies? */
export function ConsentPage({
  user,
  companies,
  query,
}: {
  user: { name: string; email: string };
  companies: Company[];
  query: Record<string, string>;
}) {
  return (
    <Page title="Gi tilgang">
      <section>
        <h1>Vil du gi appen «Fiken for Rackbeat» tilgang til Fiken?</h1>
        <p class="soft">
          Du er logget inn som {user.name} ({user.email}).
        </p>
        <form method="post" action="/oauth/authorize" style="display:block">
          {ASKED.map((name) => (
            <input key={name} type="hidden" name={name} value={query[name] ?? ""} />
          ))}
          <fieldset>
            <legend>Appen får lese og endre regnskapet til foretakene du krysser av for:</legend>
            {companies.map(({ slug, name, organizationNumber }) => (
              <label key={slug}>
                <input type="checkbox" name="company" value={slug} checked={slug !== NORDRE_LYS} />
                {name} <span class="soft">({organizationNumber})</span>
              </label>
            ))}
          </fieldset>
          <button class="primary" type="submit" name="decision" value="accept">
            Godta
          </button>{" "}
          <button type="submit" name="decision" value="deny">
            Avslå
          </button>
        </form>
      </section>
    </Page>
  );
}
