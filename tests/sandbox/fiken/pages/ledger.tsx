/** @jsxImportSource hono/jsx */
import { Fragment } from "hono/jsx";
import { sumOf } from "../lines";
import type { Books, World } from "../world";
import { DocumentSections } from "./documents";
import { kroner, Page } from "./layout";

/** One company's books, as a person would look through them in Fiken. */
export function LedgerPage({ world, books }: { world: World; books: Books }) {
  const { company } = books;
  return (
    <Page title={company.name}>
      <nav>
        {[...world.companies.values()].map(({ company: { slug, name } }) => (
          <a
            key={slug}
            href={`/?foretak=${slug}`}
            aria-current={slug === company.slug ? "page" : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      <h1 style="margin-top:1rem">{company.name}</h1>
      <p class="soft">
        Org.nr. {company.organizationNumber} · mva: {company.vatType} · API-modul:{" "}
        {company.hasApiAccess ? "ja" : "nei"}
        {books.lockedThrough ? ` · låst til og med ${books.lockedThrough}` : ""}
      </p>
      <DocumentSections books={books} />
      <Contacts books={books} />
      <Products books={books} />
      <Journal books={books} />
    </Page>
  );
}

function Contacts({ books }: { books: Books }) {
  return (
    <section id="kontakter">
      <h2>Kontakter ({books.contacts.size})</h2>
      <table>
        <tr>
          <th>Navn</th>
          <th>Org.nr.</th>
          <th>E-post</th>
          <th>Kundenr.</th>
          <th>Leverandørnr.</th>
          <th>Medlemsnr.</th>
        </tr>
        {[...books.contacts.values()].map((contact) => (
          <tr key={contact.contactId} class={contact.inactive ? "deleted" : ""}>
            <td>{contact.name}</td>
            <td>{contact.organizationNumber}</td>
            <td>{contact.email}</td>
            <td>{contact.customerNumber}</td>
            <td>{contact.supplierNumber}</td>
            <td>{contact.memberNumberString}</td>
          </tr>
        ))}
      </table>
    </section>
  );
}

function Products({ books }: { books: Books }) {
  return (
    <section id="produkter">
      <h2>Produkter ({books.products.size})</h2>
      <table>
        <tr>
          <th>Nummer</th>
          <th>Navn</th>
          <th class="amount">Pris uten mva</th>
          <th>Konto</th>
          <th>Mva</th>
          <th class="amount">Lager</th>
        </tr>
        {[...books.products.values()].map((product) => (
          <tr key={product.productId} class={product.active ? "" : "deleted"}>
            <td>{product.productNumber}</td>
            <td>{product.name}</td>
            <td class="amount">
              {product.unitPrice === undefined ? "" : kroner(product.unitPrice)}
            </td>
            <td>{product.incomeAccount}</td>
            <td>{product.vatType}</td>
            <td class="amount">{product.stock}</td>
          </tr>
        ))}
      </table>
    </section>
  );
}

function Journal({ books }: { books: Books }) {
  const journal = [...books.journal.values()].reverse();
  const sales = [...books.sales.values()].filter(({ deleted }) => !deleted);
  const sold = sales.reduce((sum, { lines }) => sum + sumOf(lines).net, 0);
  return (
    <section id="bilag">
      <h2>Bilag ({journal.length})</h2>
      <p class="soft">Bokført salg uten mva: {kroner(sold)}</p>
      <table>
        <tr>
          <th>Bilag</th>
          <th>Konto</th>
          <th>Mva-kode</th>
          <th class="amount">Debet</th>
          <th class="amount">Kredit</th>
        </tr>
        {journal.map((voucher) => (
          <Fragment key={String(voucher.transactionId)}>
            <tr class={voucher.deleted ? "voucher deleted" : "voucher"}>
              <td colspan={5}>
                {voucher.number} · {voucher.date} · {voucher.description}{" "}
                {voucher.attachments.map((file) => (
                  <a key={file.uuid} href={`/_files/${file.uuid}`}>
                    {file.filename}
                  </a>
                ))}
              </td>
            </tr>
            {voucher.postings.map(({ account, amount, vatCode }) => (
              <tr key={`${account} ${vatCode} ${amount}`}>
                <td />
                <td>
                  {account} {books.accountName(account)}
                </td>
                <td>{vatCode}</td>
                <td class="amount">{amount > 0 ? kroner(amount) : ""}</td>
                <td class="amount">{amount < 0 ? kroner(-amount) : ""}</td>
              </tr>
            ))}
          </Fragment>
        ))}
      </table>
    </section>
  );
}
