/** @jsxImportSource hono/jsx */
import { totalsOf } from "../invoices";
import { sumOf } from "../lines";
import type { Attachment, Draft } from "../records";
import type { Books } from "../world";
import { Action, kroner } from "./layout";

type Row = {
  id: number;
  date: string | undefined;
  number: string | number | undefined;
  contactId: number | undefined;
  net: number | undefined;
  gross: number | undefined;
  status: string;
  deleted?: boolean;
  attachments: Attachment[];
  actions: ("approve" | "delete")[];
};

/** Sales, purchases, invoices, credit notes and all drafts, with what a person may do to them. */
export function DocumentSections({ books }: { books: Books }) {
  return (
    <>
      <Documents books={books} kind="sales" title="Salg" rows={saleRows(books)} />
      <Documents
        books={books}
        kind="saleDrafts"
        title="Salgskladder"
        rows={draftRows(books.saleDrafts)}
      />
      <Documents books={books} kind="purchases" title="Kjøp" rows={purchaseRows(books)} />
      <Documents
        books={books}
        kind="purchaseDrafts"
        title="Kjøpskladder"
        rows={draftRows(books.purchaseDrafts)}
      />
      <Documents books={books} kind="invoices" title="Fakturaer" rows={invoiceRows(books)} />
      <Documents
        books={books}
        kind="invoiceDrafts"
        title="Fakturautkast"
        rows={invoiceDraftRows(books.invoiceDrafts)}
      />
      <Documents books={books} kind="creditNotes" title="Kreditnotaer" rows={creditRows(books)} />
      <Documents
        books={books}
        kind="creditNoteDrafts"
        title="Kreditnotautkast"
        rows={invoiceDraftRows(books.creditNoteDrafts)}
      />
    </>
  );
}

function Documents({
  books,
  kind,
  title,
  rows,
}: {
  books: Books;
  kind: string;
  title: string;
  rows: Row[];
}) {
  if (rows.length === 0) return null;
  return (
    <section id={kind}>
      <h2>
        {title} ({rows.length})
      </h2>
      <table>
        <tr>
          <th>Dato</th>
          <th>Nummer</th>
          <th>Kontakt</th>
          <th class="amount">Netto</th>
          <th class="amount">Brutto</th>
          <th>Status</th>
          <th>Vedlegg</th>
          <th />
        </tr>
        {rows.map((row) => (
          <tr key={row.id} class={row.deleted ? "deleted" : ""}>
            <td>{row.date}</td>
            <td>{row.number}</td>
            <td>{row.contactId === undefined ? "" : books.contacts.get(row.contactId)?.name}</td>
            <td class="amount">{row.net === undefined ? "" : kroner(row.net)}</td>
            <td class="amount">{row.gross === undefined ? "" : kroner(row.gross)}</td>
            <td>{row.status}</td>
            <td>
              {row.attachments.map((file) => (
                <a key={file.uuid} href={`/_files/${file.uuid}`}>
                  {file.filename}{" "}
                </a>
              ))}
            </td>
            <td class="actions">
              {row.actions.map((action) => (
                <Action
                  key={action}
                  to={`/_admin/companies/${books.company.slug}/${kind}/${row.id}/${action}`}
                  label={action === "approve" ? "Bokfør" : "Slett"}
                  kind={action === "approve" ? "primary" : "danger"}
                />
              ))}
            </td>
          </tr>
        ))}
      </table>
    </section>
  );
}

function saleRows(books: Books): Row[] {
  return [...books.sales.values()].reverse().map((sale) => ({
    id: sale.saleId,
    date: sale.date,
    number: sale.saleNumber,
    contactId: sale.customerId,
    ...sumOf(sale.lines),
    status: statusOf(sale),
    deleted: sale.deleted,
    attachments: sale.attachments,
    actions: sale.deleted || sale.kind === "invoice" ? [] : ["delete"],
  }));
}

function statusOf({ deleted, settled }: { deleted: boolean; settled: boolean }): string {
  if (deleted) return "Slettet";
  return settled ? "Oppgjort" : "Bokført";
}

function purchaseRows(books: Books): Row[] {
  return [...books.purchases.values()].reverse().map((purchase) => ({
    id: purchase.purchaseId,
    date: purchase.date,
    number: purchase.identifier,
    contactId: purchase.supplierId,
    ...sumOf(purchase.lines),
    status: purchase.deleted ? "Slettet" : "Bokført",
    deleted: purchase.deleted,
    attachments: purchase.attachments,
    actions: purchase.deleted ? [] : ["delete"],
  }));
}

function draftRows(drafts: Map<number, Draft>): Row[] {
  return [...drafts.values()].reverse().map((draft) => ({
    id: draft.draftId,
    date: draft.invoiceIssueDate,
    number: draft.invoiceNumber,
    contactId: draft.contactId,
    net: draft.lines.reduce((sum, { net }) => sum + net, 0),
    gross: draft.lines.reduce((sum, { gross }) => sum + gross, 0),
    status: "Kladd",
    attachments: draft.attachments,
    actions: ["approve", "delete"],
  }));
}

function invoiceDraftRows(drafts: Books["invoiceDrafts"]): Row[] {
  return [...drafts.values()].reverse().map((draft) => ({
    id: draft.draftId,
    date: draft.issueDate,
    number: draft.ourReference ?? draft.orderReference,
    contactId: draft.customerId,
    net: undefined,
    gross: undefined,
    status: "Utkast",
    attachments: draft.attachments,
    actions: ["approve", "delete"],
  }));
}

function invoiceRows(books: Books): Row[] {
  return [...books.invoices.values()].reverse().map((invoice) => ({
    id: invoice.invoiceId,
    date: invoice.issueDate,
    number: invoice.invoiceNumber,
    contactId: invoice.customerId,
    ...totalsOf(invoice),
    status: invoice.creditNoteIds.length > 0 ? "Kreditert" : "Bokført",
    attachments: invoice.attachments,
    actions: [],
  }));
}

function creditRows(books: Books): Row[] {
  return [...books.creditNotes.values()].reverse().map((note) => ({
    id: note.creditNoteId,
    date: note.issueDate,
    number: note.creditNoteNumber,
    contactId: note.customerId,
    ...totalsOf(note),
    status: "Bokført",
    attachments: note.attachments,
    actions: [],
  }));
}
