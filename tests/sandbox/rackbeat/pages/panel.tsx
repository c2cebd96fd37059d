/** @jsxImportSource hono/jsx */
import type { ScenarioName } from "../admin/scenarios";
import type { SandboxContext } from "../context";
import type { WebhookSettings } from "../webhooks/dispatcher";
import type { Agreement } from "../world/agreement";
import { hasInventory } from "../world/items";

const SCENARIOS: [ScenarioName, string][] = [
  ["ordinary", "Vanlig faktura"],
  ["discount", "Med rabatt"],
  ["food", "Mat, 15 %"],
  ["culture", "Kultur, 12 %"],
  ["several-rates", "Flere satser"],
  ["books", "Bøker, 0 %"],
  ["gift-card", "Gavekort"],
  ["domestic-exempt", "Svalbard, avgiftsfri"],
  ["export", "Eksport"],
  ["foreign-currency", "Utenlandsk valuta"],
  ["text-lines", "Med tekstlinjer"],
  ["freight-without-product", "Frakt uten produkt"],
  ["negative-line", "Negativ linje"],
  ["six-decimals", "Seks desimaler"],
  ["lot", "Strukturvare"],
  ["new-group", "Ny varegruppe"],
  ["draft", "Kladd"],
  ["credit-note", "Kreditnota av siste"],
  ["supplier-invoice", "Leverandørfaktura"],
];

const FAULTS: [keyof WebhookSettings, string][] = [
  ["duplicates", "Send alt to ganger"],
  ["reorder", "Bytt om rekkefølgen"],
  ["lost", "Mist alle webhooks"],
  ["wrongToken", "Feil token"],
];

/** Buttons that book, change stock and disturb webhooks. Each one is an admin call. */
export function Panel({ context, agreement }: { context: SandboxContext; agreement: Agreement }) {
  const items = [...agreement.products.list(), ...agreement.lots.list()];
  const stocked = items.filter((item) => hasInventory(agreement, item));
  return (
    <section class="card" aria-labelledby="simulate">
      <h2 id="simulate">Simuler</h2>
      <h3>Bokfør en faktura</h3>
      <div class="buttons">
        {SCENARIOS.map(([name, label]) => (
          <button
            key={name}
            type="button"
            class="button small"
            data-call="run-scenario"
            data-input={JSON.stringify({ name })}
          >
            {label}
          </button>
        ))}
      </div>
      <h3>Endre lagerbeholdning</h3>
      <form class="row" data-stock-form>
        <select name="number" aria-label="Produkt">
          {stocked.map((item) => (
            <option key={item.number} value={item.number}>
              {item.number} ({item.stock_quantity})
            </option>
          ))}
        </select>
        <input name="quantity" type="number" step="any" required aria-label="Ny beholdning" />
        <button type="submit" class="button small">
          Lagre
        </button>
      </form>
      <h3>Forstyrr webhooks</h3>
      <div class="switches">
        {FAULTS.map(([setting, label]) => (
          <label key={setting}>
            <input
              type="checkbox"
              data-webhook-setting={setting}
              checked={context.dispatcher.settings[setting] === true}
            />
            {label}
          </label>
        ))}
      </div>
      <p role="status" class="status" data-status />
    </section>
  );
}
