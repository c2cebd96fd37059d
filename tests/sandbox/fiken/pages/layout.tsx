/** @jsxImportSource hono/jsx */
import { raw } from "hono/html";
import type { PropsWithChildren } from "hono/jsx";
import { STYLE } from "./style";

/** The frame of every page of the sandbox. */
export function Page({ title, children }: PropsWithChildren<{ title: string }>) {
  return (
    <>
      {raw("<!DOCTYPE html>")}
      <html lang="nb">
        {/* biome-ignore lint/style/noHeadElement: Hono renders this page, not Next.js. */}
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${title} – Fiken (sandkasse)`}</title>
          <link rel="icon" href="data:," />
          <style>{raw(STYLE)}</style>
        </head>
        <body>
          <header>
            <strong>Fiken (sandkasse)</strong>
            <nav>
              <a href="/">Regnskap</a>
              <a href="/_panel">Kontrollpanel</a>
            </nav>
          </header>
          <main>{children}</main>
        </body>
      </html>
    </>
  );
}

/** Øre as kroner the Norwegian way, `1 234,50`. */
export function kroner(øre: number): string {
  const [whole = "0", fraction = "00"] = (Math.abs(øre) / 100).toFixed(2).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  return `${øre < 0 ? "−" : ""}${grouped},${fraction}`;
}

/** A button that posts to the sandbox and comes back to its page. */
export function Action({
  to,
  label,
  kind = "",
  fields = {},
}: {
  to: string;
  label: string;
  kind?: "primary" | "danger" | "";
  fields?: Record<string, string>;
}) {
  return (
    <form method="post" action={to}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={kind}>
        {label}
      </button>
    </form>
  );
}
