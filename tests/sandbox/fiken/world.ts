import { standardChart } from "./chart-of-accounts";
import { dayOf } from "./dates";
import type {
  Attachment,
  BankAccount,
  Company,
  Contact,
  CreditNote,
  Draft,
  InboxDocument,
  Invoice,
  InvoiceDraft,
  Product,
  Purchase,
  Sale,
  Transaction,
} from "./records";
import { badRequest } from "./refusal";
import type { Settings } from "./settings";

/** Everything Fiken knows, in memory. The getters gather all companies' rows, in creation order. */
export class World {
  readonly user = { name: "Kari Nordmann", email: "kari@fjordlys.example" };
  readonly companies = new Map<string, Books>();
  private lastId = 2_740_000;

  constructor(
    readonly settings: Settings,
    private readonly now: () => Date = () => new Date(),
  ) {}

  today(): string {
    return dayOf(this.now());
  }

  moment(): Date {
    return this.now();
  }

  /** One series for all kinds, so that an id in the wrong place finds nothing. */
  nextId(): number {
    this.lastId += 7;
    return this.lastId;
  }

  addCompany(company: Company): Books {
    const books = new Books(this, company);
    this.companies.set(company.slug, books);
    return books;
  }

  /** For tests: throws when there is no such company. */
  books(slug: string): Books {
    const books = this.companies.get(slug);
    if (!books) throw new Error(`The Fiken sandbox has no company ${slug}`);
    return books;
  }

  get contacts(): Contact[] {
    return this.all((books) => books.contacts);
  }
  get products(): Product[] {
    return this.all((books) => books.products);
  }
  get sales(): Sale[] {
    return this.all((books) => books.sales);
  }
  get saleDrafts(): Draft[] {
    return this.all((books) => books.saleDrafts);
  }
  get invoices(): Invoice[] {
    return this.all((books) => books.invoices);
  }
  get invoiceDrafts(): InvoiceDraft[] {
    return this.all((books) => books.invoiceDrafts);
  }
  get creditNotes(): CreditNote[] {
    return this.all((books) => books.creditNotes);
  }
  get creditNoteDrafts(): InvoiceDraft[] {
    return this.all((books) => books.creditNoteDrafts);
  }
  get purchases(): Purchase[] {
    return this.all((books) => books.purchases);
  }
  get purchaseDrafts(): Draft[] {
    return this.all((books) => books.purchaseDrafts);
  }
  get journal(): Transaction[] {
    return this.all((books) => books.journal);
  }

  private all<Row>(rowsOf: (books: Books) => Map<number, Row>): Row[] {
    return [...this.companies.values()].flatMap((books) => [...rowsOf(books).values()]);
  }
}

/** One company's books, keyed by Fiken's ids; a map keeps creation order. */
export class Books {
  readonly chart = standardChart();
  readonly bankAccounts = new Map<number, BankAccount>();
  readonly contacts = new Map<number, Contact>();
  readonly products = new Map<number, Product>();
  readonly sales = new Map<number, Sale>();
  readonly saleDrafts = new Map<number, Draft>();
  readonly invoices = new Map<number, Invoice>();
  readonly invoiceDrafts = new Map<number, InvoiceDraft>();
  readonly creditNotes = new Map<number, CreditNote>();
  readonly creditNoteDrafts = new Map<number, InvoiceDraft>();
  readonly purchases = new Map<number, Purchase>();
  readonly purchaseDrafts = new Map<number, Draft>();
  readonly inbox = new Map<number, InboxDocument>();
  readonly journal = new Map<number, Transaction>();
  readonly files = new Map<string, Attachment>();
  /** The last number given; absent until the series is started. */
  readonly counters: { invoice?: number; creditNote?: number } = {};
  /** Customer and supplier numbers as last given. */
  readonly lastNumber = { customer: 10_000, supplier: 20_000, bank: 10_000 };
  /** Nothing can be posted on this day or before. */
  lockedThrough: string | undefined;

  constructor(
    readonly world: World,
    readonly company: Company,
  ) {}

  hasAccount(code: string): boolean {
    return this.chart.has(code);
  }

  accountName(code: string): string {
    return this.chart.get(code) ?? "";
  }

  stamps(): { createdDate: string; lastModifiedDate: string } {
    const today = this.world.today();
    return { createdDate: today, lastModifiedDate: today };
  }

  /** Refuses a day that cannot be posted on. */
  requireOpen(day: string): void {
    if (day < this.company.accountingStartDate) {
      throw badRequest(
        `Datoen ${day} er før foretakets regnskapsstart ${this.company.accountingStartDate}`,
      );
    }
    if (this.lockedThrough && day <= this.lockedThrough) {
      throw badRequest(lockedText(day, this.lockedThrough), "html");
    }
  }
}

export function lockedText(day: string, lockedThrough: string): string {
  return `Kan ikke bokføre på ${day}: perioden er låst til og med ${lockedThrough}`;
}
