import type { Quirks } from "../quirks";
import type { Happening } from "../webhooks/events";
import type {
  Currency,
  Employee,
  InventoryAdjustment,
  Invoice,
  InvoiceKind,
  Item,
  Location,
  Named,
  Party,
  PaymentTerm,
  Plugin,
  ProductGroup,
  Webhook,
} from "./rows";
import { Table } from "./table";

export type PartyKind = "customer" | "supplier";

/** One company's account in Rackbeat. Two agreements share nothing. */
export class Agreement {
  companyVat = "";
  street = "";
  zipcode = "";
  city = "";
  country = "Norge";
  baseCurrency = "NOK";
  userName = "Demo Bruker";
  userEmail = "demo@example.no";

  readonly settings = new Map<string, { value: unknown; type: string }>();
  readonly paymentTerms = new Table<number, PaymentTerm>(1);
  readonly units = new Table<number, Named>(1);
  readonly layouts = new Table<number, Named>(1);
  readonly locations = new Table<number, Location>(1);
  readonly employees = new Table<number, Employee>(1);
  readonly currencies = new Table<string, Currency>(1);
  readonly customerGroups = new Table<number, Named>(1);
  readonly supplierGroups = new Table<number, Named>(1);
  readonly customers = new Table<number, Party>(10_001);
  readonly suppliers = new Table<number, Party>(50_001);
  readonly productGroups = new Table<number, ProductGroup>(1);
  readonly products = new Table<string, Item>(1);
  readonly lots = new Table<string, Item>(1);
  readonly customerInvoices = new Table<number, Invoice>(10_001);
  readonly supplierInvoices = new Table<number, Invoice>(20_001);
  readonly adjustments = new Table<number, InventoryAdjustment>(1);
  readonly webhooks = new Table<number, Webhook>(1201);
  readonly plugins = new Map<string, Plugin>();

  private ids = 1000;
  private silent = false;

  constructor(
    readonly id: number,
    public companyName: string,
    readonly quirks: Quirks,
    private readonly listener: (agreement: Agreement, happening: Happening) => void,
  ) {}

  nextId(): number {
    this.ids += 1;
    return this.ids;
  }

  parties(kind: PartyKind): Table<number, Party> {
    return kind === "customer" ? this.customers : this.suppliers;
  }

  partyGroups(kind: PartyKind): Table<number, Named> {
    return kind === "customer" ? this.customerGroups : this.supplierGroups;
  }

  invoices(kind: InvoiceKind): Table<number, Invoice> {
    return kind === "customer" ? this.customerInvoices : this.supplierInvoices;
  }

  findItem(number: string | null): Item | undefined {
    return this.products.find(number) ?? this.lots.find(number);
  }

  /** Tells whoever subscribes, unless the write asked for `suppress_webhooks`. */
  announce(happening: Happening): void {
    if (!this.silent) this.listener(this, happening);
  }

  /** Runs a write without webhooks: `suppress_webhooks`, the seed, and CSV imports. Writes are synchronous. */
  silently<Result>(write: () => Result): Result {
    const before = this.silent;
    this.silent = true;
    try {
      return write();
    } finally {
      this.silent = before;
    }
  }
}
