/** @jsxImportSource hono/jsx */
import type { SandboxContext } from "../context";
import type { Agreement } from "../world/agreement";
import { inAgreement, Layout } from "./layout";

type AppsPageProps = { context: SandboxContext; agreement: Agreement };

/** Company settings > Apps: install, open, remove. */
export function AppsPage({ context, agreement }: AppsPageProps) {
  return (
    <Layout context={context} agreement={agreement} title="Apps" current="apps">
      <p class="lead">Koble {agreement.companyName} til andre systemer.</p>
      <div class="cards">
        <FikenCard context={context} agreement={agreement} />
        <OtherCard name="Nettbutikk" text="Ordre fra nettbutikken rett inn i Rackbeat." />
        <OtherCard name="Frakt" text="Fraktsedler og sporing fra forsendelsen." />
      </div>
    </Layout>
  );
}

function FikenCard({ context, agreement }: AppsPageProps) {
  const path = `/settings/apps/${context.appSlug}`;
  const installed = agreement.plugins.has(context.appSlug);
  return (
    <article class="card app" aria-labelledby="app-fiken">
      <div class="app-logo" aria-hidden="true">
        F
      </div>
      <h2 id="app-fiken">{context.appName}</h2>
      <p>
        Fakturaer, leverandørfakturaer, kontakter, produkter og lagerbeholdning til regnskapet i
        Fiken.
      </p>
      <p class={installed ? "badge good" : "badge"}>
        {installed ? "Installert" : "Ikke installert"}
      </p>
      <div class="row">
        {installed ? (
          <>
            <a class="button" href={inAgreement(path, agreement)}>
              Åpne innstillinger
            </a>
            <form method="post" action={inAgreement(`${path}/uninstall`, agreement)}>
              <button type="submit" class="button quiet">
                Avinstaller
              </button>
            </form>
          </>
        ) : (
          <form method="post" action={inAgreement(`${path}/install`, agreement)}>
            <button type="submit" class="button">
              Installer
            </button>
          </form>
        )}
      </div>
    </article>
  );
}

function OtherCard({ name, text }: { name: string; text: string }) {
  return (
    <article class="card app muted">
      <div class="app-logo" aria-hidden="true">
        {name[0]}
      </div>
      <h2>{name}</h2>
      <p>{text}</p>
      <p class="badge">Ikke en del av simuleringen</p>
    </article>
  );
}
