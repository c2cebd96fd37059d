/** @jsxImportSource hono/jsx */
import type { SandboxContext } from "../context";
import type { Agreement } from "../world/agreement";
import type { Invoice } from "../world/rows";
import { inAgreement, Layout } from "./layout";
import { amount, invoiceState } from "./wording";

/** Every invoice and credit note of the agreement, newest first, with its print. */
export function InvoicesPage(props: { context: SandboxContext; agreement: Agreement }) {
  const { context, agreement } = props;
  return (
    <Layout context={context} agreement={agreement} title="Fakturaer" current="invoices">
      <InvoiceTable
        title="Salg"
        agreement={agreement}
        invoices={agreement.customerInvoices.list().toReversed()}
      />
      <InvoiceTable
        title="Innkjøp"
        agreement={agreement}
        invoices={agreement.supplierInvoices.list().toReversed()}
      />
    </Layout>
  );
}

type InvoiceTableProps = { title: string; agreement: Agreement; invoices: Invoice[] };

function InvoiceTable({ title, agreement, invoices }: InvoiceTableProps) {
  return (
    <section class="card">
      <h2>{title}</h2>
      {invoices.length === 0 ? (
        <p class="empty">Ingen ennå.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Nummer</th>
              <th scope="col">Dato</th>
              <th scope="col">{title === "Salg" ? "Kunde" : "Leverandør"}</th>
              <th scope="col">Status</th>
              <th scope="col" class="amount">
                Netto
              </th>
              <th scope="col" class="amount">
                Mva
              </th>
              <th scope="col" class="amount">
                Totalt
              </th>
              <th scope="col">PDF</th>
            </tr>
          </thead>
          <tbody>
            {invoices.map((invoice) => (
              <InvoiceRow key={invoice.number} agreement={agreement} invoice={invoice} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function InvoiceRow({ agreement, invoice }: { agreement: Agreement; invoice: Invoice }) {
  const party = agreement.parties(invoice.kind).find(invoice.party);
  return (
    <tr>
      <th scope="row">{invoice.number}</th>
      <td>{invoice.invoice_date}</td>
      <td>{party?.name ?? invoice.party}</td>
      <td>{invoiceState(invoice)}</td>
      <td class="amount">{amount(invoice.total_subtotal, invoice.currency)}</td>
      <td class="amount">{amount(invoice.total_vat, invoice.currency)}</td>
      <td class="amount">{amount(invoice.total_total, invoice.currency)}</td>
      <td>
        <a href={inAgreement(`/invoices/${invoice.kind}/${invoice.number}.pdf`, agreement)}>
          {`${invoice.number}.pdf`}
        </a>
      </td>
    </tr>
  );
}
