/** @jsxImportSource hono/jsx */
import type { Child } from "hono/jsx";
import type { SandboxContext } from "../context";
import type { Agreement } from "../world/agreement";

type LayoutProps = {
  context: SandboxContext;
  agreement: Agreement;
  title: string;
  current: "apps" | "invoices" | "webhooks";
  scripts?: string[];
  children: Child;
};

/** Rackbeat's shell: the menu to the left, the company on top, white cards. */
export function Layout({ context, agreement, title, current, scripts, children }: LayoutProps) {
  const menu = [
    ["invoices", `/invoices`, "Fakturaer"],
    ["apps", `/settings/apps`, "Apps"],
    ["webhooks", `/settings/webhooks`, "Webhooks"],
  ] as const;
  return (
    <html lang="nb">
      {/* biome-ignore lint/style/noHeadElement: this page is Hono's, not Next.js's */}
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – Rackbeat (simulert)`}</title>
        <link rel="stylesheet" href="/assets/rackbeat.css" />
        <link rel="icon" href="data:," />
        {scripts?.map((script) => (
          <script key={script} type="module" src={`/assets/${script}`} />
        ))}
      </head>
      <body>
        <nav class="menu" aria-label="Hovedmeny">
          <p class="brand">
            Rackbeat <small>simulert</small>
          </p>
          <ul>
            {menu.map(([key, path, label]) => (
              <li key={key}>
                <a
                  href={inAgreement(path, agreement)}
                  aria-current={key === current ? "page" : undefined}
                >
                  {label}
                </a>
              </li>
            ))}
          </ul>
          {context.fikenUrl && (
            <p class="menu-foot">
              <a href={context.fikenUrl} target="_blank" rel="noreferrer">
                Fiken (simulert) <span aria-hidden="true">↗</span>
              </a>
            </p>
          )}
        </nav>
        <div class="page">
          <header class="top">
            <h1>{title}</h1>
            <AgreementSwitch context={context} agreement={agreement} />
          </header>
          <main>{children}</main>
        </div>
      </body>
    </html>
  );
}

function AgreementSwitch({ context, agreement }: Pick<LayoutProps, "context" | "agreement">) {
  return (
    <nav class="agreements" aria-label="Avtale">
      {[...context.world.agreements.values()].map((other) => (
        <a
          key={other.id}
          href={inAgreement("", other)}
          aria-current={other === agreement ? "true" : undefined}
        >
          {other.companyName} <small>{other.id}</small>
        </a>
      ))}
    </nav>
  );
}

/** The pages know the company by the query, so that two can stand open beside each other. */
export function inAgreement(path: string, { id }: Agreement): string {
  return `${path}?agreement=${id}`;
}
