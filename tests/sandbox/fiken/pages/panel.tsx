/** @jsxImportSource hono/jsx */
import { FAULT_KINDS, type FaultKind } from "../../kernel/faults";
import type { SandboxState } from "../state";
import { Action, Page } from "./layout";

const FAULT_LABELS: Record<FaultKind, string> = {
  "lose-answer": "Bokfør, men mist svaret",
  "lose-before": "Bryt forbindelsen før bokføring",
  "500-before": "Feil 500, ikke bokført",
  "500-after": "Feil 500, likevel bokført",
  "429": "For mange forespørsler (429)",
  timeout: "Aldri svar, ikke bokført",
  "timeout-after": "Aldri svar, likevel bokført",
  "html-error": "HTML-side i stedet for svar",
  "revoked-token": "Tilgangen er trukket tilbake",
  "locked-period": "Perioden er låst",
};

/** Where a person makes Fiken misbehave, and sees what was asked of it. */
export function PanelPage({ state }: { state: SandboxState }) {
  const requests = state.requests.slice(-200).reverse();
  return (
    <Page title="Kontrollpanel">
      <h1>Kontrollpanel</h1>
      <section>
        <h2>Feil ved neste skriving (POST)</h2>
        {FAULT_KINDS.map((kind) => (
          <Action
            key={kind}
            to="/_admin/faults"
            label={FAULT_LABELS[kind]}
            fields={{ kind, method: "POST", path: "/companies/" }}
          />
        ))}
        <p class="soft">
          Venter: {state.faults.list().length === 0 ? "ingen" : ""}
          {state.faults.list().map(({ kind }) => `${FAULT_LABELS[kind]}. `)}
        </p>
        <Action to="/_admin/faults/clear" label="Fjern feil" />
      </section>
      <Controls state={state} />
      <section>
        <h2>Forespørsler ({state.requests.length})</h2>
        <p class={state.violations > 0 ? "warn" : "soft"}>
          Samtidige forespørsler (brudd): {state.violations} · bremset: {state.slowdowns}
        </p>
        <table>
          <tr>
            <th>#</th>
            <th>Tid</th>
            <th>Forespørsel</th>
            <th>Status</th>
            <th class="amount">ms</th>
            <th>X-Request-ID</th>
          </tr>
          {requests.map((request) => (
            <tr key={request.index}>
              <td>{request.index + 1}</td>
              <td>{request.at.toISOString().slice(11, 23)}</td>
              <td>
                {request.method} {request.path}
                {request.query}
              </td>
              <td class={request.status >= 400 ? "warn" : ""}>{request.status || "intet svar"}</td>
              <td class="amount">{Math.round(request.durationMs)}</td>
              <td class="soft">{request.requestId}</td>
            </tr>
          ))}
        </table>
      </section>
    </Page>
  );
}

function Controls({ state }: { state: SandboxState }) {
  return (
    <section>
      <h2>Foretak, tilgang og tempo</h2>
      {[...state.world.companies.values()].map(({ company, lockedThrough }) => (
        <form key={company.slug} method="post" action="/_admin/lock">
          <input type="hidden" name="company" value={company.slug} />
          <label>
            {company.name}, låst til og med
            <input type="date" name="through" value={lockedThrough ?? ""} required />
          </label>
          <button type="submit">Lås</button>
        </form>
      ))}
      <form method="post" action="/_admin/settings">
        <label>
          Forsinkelse (ms)
          <input type="number" name="latencyMs" min="0" value={String(state.settings.latencyMs)} />
        </label>
        <label>
          Forespørsler per sekund
          <input
            type="number"
            name="requestsPerSecond"
            min="1"
            value={String(state.settings.requestsPerSecond)}
          />
        </label>
        <button type="submit">Lagre</button>
      </form>
      <Action to="/_admin/revoke" label="Trekk tilbake tilgangen" kind="danger" />
      <Action to="/_admin/expire" label="La tilgangsnøklene utløpe" />
      <Action to="/_admin/reset" label="Nullstill sandkassen" kind="danger" />
    </section>
  );
}
