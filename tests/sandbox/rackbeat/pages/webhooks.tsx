/** @jsxImportSource hono/jsx */
import type { SandboxContext } from "../context";
import { plainDateTime } from "../time";
import type { Delivery } from "../webhooks/dispatcher";
import type { Agreement } from "../world/agreement";
import { inAgreement, Layout } from "./layout";

const SHOWN = 100;

/** Company settings > Webhooks: what is registered, and the log of what was sent. */
export function WebhooksPage(props: { context: SandboxContext; agreement: Agreement }) {
  const { context, agreement } = props;
  const deliveries = context.dispatcher.deliveries
    .filter(({ agreementId }) => agreementId === agreement.id)
    .slice(-SHOWN)
    .toReversed();
  return (
    <Layout context={context} agreement={agreement} title="Webhooks" current="webhooks">
      <section class="card">
        <h2>Registrert</h2>
        <Registered agreement={agreement} />
      </section>
      <section class="card">
        <h2>Logg</h2>
        {deliveries.length === 0 ? (
          <p class="empty">Ingenting er sendt ennå.</p>
        ) : (
          <DeliveryTable agreement={agreement} deliveries={deliveries} />
        )}
      </section>
    </Layout>
  );
}

function Registered({ agreement }: { agreement: Agreement }) {
  const webhooks = agreement.webhooks.list();
  if (webhooks.length === 0) return <p class="empty">Ingen webhooks er registrert.</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Hendelse</th>
          <th scope="col">Mottaker</th>
          <th scope="col">Aktiv</th>
          <th scope="col">Feil siden sist</th>
        </tr>
      </thead>
      <tbody>
        {webhooks.map((webhook) => (
          <tr key={webhook.number}>
            <th scope="row">{webhook.event}</th>
            <td>{new URL(webhook.url).host}</td>
            <td>{webhook.is_active ? "Ja" : "Nei"}</td>
            <td>{webhook.failures_since_last_success}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type DeliveryTableProps = { agreement: Agreement; deliveries: Delivery[] };

function DeliveryTable({ agreement, deliveries }: DeliveryTableProps) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Tid</th>
          <th scope="col">Hendelse</th>
          <th scope="col">Innhold</th>
          <th scope="col">Svar</th>
          <th scope="col">Send igjen</th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr key={delivery.id}>
            <td>{delivery.attempts[0] ? plainDateTime(delivery.attempts[0].at) : "–"}</td>
            <th scope="row">{delivery.event}</th>
            <td>
              <code>{delivery.body.slice(0, 120)}</code>
            </td>
            <td>{answersOf(delivery)}</td>
            <td>
              <form
                method="post"
                action={inAgreement(`/settings/webhooks/${delivery.id}/resend`, agreement)}
              >
                <button type="submit" class="button small quiet">
                  Send igjen
                </button>
              </form>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function answersOf({ attempts, state }: Delivery): string {
  if (state === "lost") return "aldri sendt";
  const answers = attempts.map(({ status, durationMs }) =>
    status === null ? "ikke noe svar" : `${status} (${durationMs} ms)`,
  );
  return answers.join(", ") || "venter";
}
