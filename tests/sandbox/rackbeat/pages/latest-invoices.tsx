/** @jsxImportSource hono/jsx */
import type { SandboxContext } from "../context";
import type { Delivery } from "../webhooks/dispatcher";
import type { Agreement } from "../world/agreement";
import type { Invoice } from "../world/rows";
import { amount, invoiceState } from "./wording";

const SHOWN = 8;

/** The newest invoices of both kinds, each with how its webhooks fared. Refreshed by the page. */
export function LatestInvoices(props: { context: SandboxContext; agreement: Agreement }) {
  const { context, agreement } = props;
  const invoices = [...agreement.customerInvoices.list(), ...agreement.supplierInvoices.list()]
    .toSorted((one, other) => other.updated_at.getTime() - one.updated_at.getTime())
    .slice(0, SHOWN);
  if (invoices.length === 0) return <p class="empty">Ingen fakturaer ennå.</p>;
  return (
    <ul class="latest">
      {invoices.map((invoice) => (
        <li key={`${invoice.kind}-${invoice.number}`}>
          <span class="latest-head">
            <strong>{invoice.number}</strong> {invoiceState(invoice)}
          </span>
          <span class="amount">{amount(invoice.total_total, invoice.currency)}</span>
          <WebhookState deliveries={deliveriesOf(context, agreement, invoice)} />
        </li>
      ))}
    </ul>
  );
}

function WebhookState({ deliveries }: { deliveries: Delivery[] }) {
  const last = deliveries.at(-1);
  if (!last) return <span class="badge">ingen webhook</span>;
  const tries = deliveries.reduce((sum, { attempts }) => sum + attempts.length, 0);
  const count = `${deliveries.length} webhook${deliveries.length > 1 ? "er" : ""}, ${tries} forsøk`;
  switch (last.state) {
    case "delivered":
      return <span class="badge good">levert · {count}</span>;
    case "waiting":
      return <span class="badge warn">venter · {count}</span>;
    case "failed":
      return <span class="badge bad">gitt opp · {count}</span>;
    case "lost":
      return <span class="badge bad">aldri sendt</span>;
  }
}

function deliveriesOf({ dispatcher }: SandboxContext, agreement: Agreement, invoice: Invoice) {
  return dispatcher.deliveries.filter(
    ({ agreementId, event, key }) =>
      agreementId === agreement.id &&
      event.startsWith(`${invoice.kind}_invoice`) &&
      key === String(invoice.number),
  );
}
