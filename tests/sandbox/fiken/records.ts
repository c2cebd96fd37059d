import type {
  BankAccountRequest,
  ContactPersonRequest,
  ContactRequest,
  DraftRequest,
  InvoiceishDraftRequest,
  OrderLine,
  PaymentRequest,
  ProductRequest,
  PurchaseRequest,
  RoundingType,
  SaleRequest,
} from "./request-schemas";

/** What the sandbox keeps. Amounts are øre; days are `yyyy-mm-dd`. */
export type Company = {
  slug: string;
  name: string;
  organizationNumber: string;
  vatType: "no" | "yearly" | "monthly" | "bi-monthly";
  email: string;
  phoneNumber: string;
  address: { streetAddress: string; city: string; postCode: string; country: string };
  creationDate: string;
  hasApiAccess: boolean;
  testCompany: boolean;
  accountingStartDate: string;
  vatRegistrationDate?: string;
};

type Stamped = { createdDate: string; lastModifiedDate: string };

export type Attachment = {
  uuid: string;
  filename: string;
  contentType: string;
  content: Uint8Array;
  identifier?: string;
  comment?: string;
  attachTo: "sale" | "payment" | "both";
};

export type ContactPerson = ContactPersonRequest & { contactPersonId: number };

export type Contact = ContactRequest &
  Stamped & {
    contactId: number;
    customerNumber?: number;
    customerAccountCode?: string;
    supplierNumber?: number;
    supplierAccountCode?: string;
    persons: ContactPerson[];
    documents: Attachment[];
  };

export type Product = ProductRequest & Stamped & { productId: number };

export type BankAccount = BankAccountRequest & { bankAccountId: number; accountCode: string };

export type Payment = PaymentRequest & { paymentId: number; transactionId: number };

/** A line as booked: `netPrice` and `vat` are always there, in øre of NOK. */
export type BookedLine = OrderLine & { netPrice: number; vat: number; account: string };

export type Sale = Omit<SaleRequest, "lines" | "paid"> &
  Stamped & {
    saleId: number;
    transactionId: number;
    lines: BookedLine[];
    payments: Payment[];
    attachments: Attachment[];
    settled: boolean;
    settledDate?: string;
    writeOff: boolean;
    deleted: boolean;
    invoiceId?: number;
  };

export type Purchase = Omit<PurchaseRequest, "lines" | "paid"> &
  Stamped & {
    purchaseId: number;
    transactionId: number;
    lines: BookedLine[];
    payments: Payment[];
    attachments: Attachment[];
    deleted: boolean;
  };

/** A sale draft or purchase draft, not in the books. */
export type Draft = DraftRequest & {
  draftId: number;
  uuid: string;
  attachments: Attachment[];
};

export type InvoiceDraft = InvoiceishDraftRequest & {
  draftId: number;
  uuid: string;
  lastModifiedDate: string;
  attachments: Attachment[];
};

/** A priced line of an invoice or credit note, in the document's own currency. */
export type InvoiceLine = {
  net: number;
  vat: number;
  gross: number;
  vatType: string;
  vatInPercent: number;
  unitPrice: number;
  quantity: number;
  discount: number;
  incomeAccount: string;
  productId?: number | undefined;
  productName?: string | undefined;
  description?: string | undefined;
  comment?: string | undefined;
};

type Invoiceish = Stamped & {
  issueDate: string;
  customerId: number;
  currency: string;
  lines: InvoiceLine[];
  roundingType: RoundingType;
  /** Øre added to the gross by `roundingType`. */
  rounding: number;
  kid: string;
  yourReference?: string | undefined;
  ourReference?: string | undefined;
  orderReference?: string | undefined;
  saleId: number;
  attachments: Attachment[];
  dispatches: { date: string; dispatchType: string }[];
};

export type Invoice = Invoiceish & {
  invoiceId: number;
  invoiceNumber: number;
  dueDate: string;
  originalDueDate: string;
  cash: boolean;
  invoiceText?: string | undefined;
  invoiceDraftUuid?: string | undefined;
  bankAccountNumber: string;
  sentManually: boolean;
  creditNoteIds: number[];
};

export type CreditNote = Invoiceish & {
  creditNoteId: number;
  creditNoteNumber: number;
  creditNoteText?: string | undefined;
  associatedInvoiceId?: number | undefined;
  creditNoteDraftUuid?: string | undefined;
};

export type InboxDocument = {
  documentId: number;
  name: string;
  description?: string | undefined;
  file: Attachment;
  createdAt: string;
};

/** Øre: debit is positive, credit negative. */
export type Posting = { account: string; amount: number; vatCode?: string };

export type Transaction = Stamped & {
  transactionId: number;
  journalEntryId: number;
  /** *Bilagsnummer*, without gaps. */
  number: number;
  date: string;
  description: string;
  type: string;
  postings: Posting[];
  attachments: Attachment[];
  deleted: boolean;
  offsetTransactionId?: number;
};
