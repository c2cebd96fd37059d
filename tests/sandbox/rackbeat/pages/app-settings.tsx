/** @jsxImportSource hono/jsx */
import type { SandboxContext } from "../context";
import type { Agreement } from "../world/agreement";
import { LatestInvoices } from "./latest-invoices";
import { inAgreement, Layout } from "./layout";
import { Panel } from "./panel";

type AppSettingsPageProps = { context: SandboxContext; agreement: Agreement };

/** The app's own settings page in a frame, and beside it what a user would do elsewhere in Rackbeat. */
export function AppSettingsPage({ context, agreement }: AppSettingsPageProps) {
  return (
    <Layout
      context={context}
      agreement={agreement}
      title={`${context.appName}-innstillinger`}
      current="apps"
      scripts={["frame.js", "panel.js"]}
    >
      <div class="with-panel">
        <section class="card frame-card" aria-label={`Innstillinger for ${context.appName}`}>
          <Frame context={context} agreement={agreement} />
        </section>
        <aside aria-label="Simuler Rackbeat" data-panel={agreement.id}>
          <Panel context={context} agreement={agreement} />
          <section class="card" aria-labelledby="latest">
            <h2 id="latest">Siste fakturaer</h2>
            <div data-refresh={inAgreement(`/settings/apps/${context.appSlug}/latest`, agreement)}>
              <LatestInvoices context={context} agreement={agreement} />
            </div>
          </section>
        </aside>
      </div>
    </Layout>
  );
}

function Frame({ context, agreement }: AppSettingsPageProps) {
  const plugin = agreement.plugins.get(context.appSlug);
  if (!plugin) {
    return (
      <div class="empty">
        <p>{context.appName} er ikke installert for denne avtalen.</p>
        <form
          method="post"
          action={inAgreement(`/settings/apps/${context.appSlug}/install`, agreement)}
        >
          <button type="submit" class="button">
            Installer
          </button>
        </form>
      </div>
    );
  }
  if (!plugin.settingsUrl) {
    return (
      <p class="empty">Appen er installert, men har ikke oppgitt noen side for innstillinger.</p>
    );
  }
  return (
    <iframe
      id="app-frame"
      title={`Innstillinger for ${context.appName}`}
      src={frameAddress(plugin.settingsUrl, context.quirks.settingsQuery)}
    />
  );
}

/** Unchanged, unless the quirk has Rackbeat add a query of its own. */
function frameAddress(settingsUrl: string, query: Record<string, string>): string {
  if (Object.keys(query).length === 0) return settingsUrl;
  const url = new URL(settingsUrl);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.toString();
}
