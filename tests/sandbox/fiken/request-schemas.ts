import { z } from "zod";

/**
 * What Fiken takes in request bodies, field for field as its API description has it. Strict: an unexpected
 * field, a `null`, a fraction of an øre or a lower-case VAT type is refused.
 */
const øre = z.int();
const id = z.int().positive();
const day = z.iso.date();
const currency = z.string().regex(/^[A-Z]{3}$/);
const kid = z.string().regex(/^\d{2,25}$/, "KID må ha 2 til 25 siffer");
const percent = z.number().min(0).max(100);
const account = z
  .string()
  .regex(/^\d{4}(:\d{5})?$/, "En konto er fire siffer, eller fire siffer, kolon og fem siffer");

export const ROUNDING_TYPES = [
  "none",
  "round_half",
  "round_whole",
  "round_down_half",
  "round_down_whole",
] as const;
const roundingType = z.enum(ROUNDING_TYPES);
export type RoundingType = z.infer<typeof roundingType>;

export const addressSchema = z.strictObject({
  streetAddress: z.string().optional(),
  streetAddressLine2: z.string().optional(),
  city: z.string().optional(),
  postCode: z.string().optional(),
  country: z.string(),
});

export const contactPersonRequest = z.strictObject({
  name: z.string().min(1),
  email: z.string().min(1),
  phoneNumber: z.string().optional(),
  address: addressSchema.optional(),
});

/** `contactPerson` is taken and ignored: persons are made at their own address only. */
export const contactRequest = z.strictObject({
  name: z.string().min(1).max(200),
  email: z.string().max(200).optional(),
  organizationNumber: z.string().max(200).optional(),
  phoneNumber: z.string().max(20).optional(),
  memberNumber: z.number().optional(),
  memberNumberString: z.string().optional(),
  customer: z.boolean().default(false),
  supplier: z.boolean().default(false),
  bankAccountNumber: z.string().max(11).optional(),
  contactPerson: z.array(contactPersonRequest).optional(),
  currency: currency.optional(),
  language: z.string().nullable().optional(),
  inactive: z.boolean().default(false),
  daysUntilInvoicingDueDate: z.int().min(0).optional(),
  discount: percent.optional(),
  address: addressSchema.optional(),
  groups: z.array(z.string()).optional(),
});

export const PRODUCT_VAT_TYPES = [
  "HIGH",
  "MEDIUM",
  "LOW",
  "EXEMPT",
  "EXEMPT_IMPORT_EXPORT",
  "EXEMPT_REVERSE",
  "OUTSIDE",
  "NONE",
] as const;
const productVatType = z.enum(PRODUCT_VAT_TYPES);

export const productRequest = z.strictObject({
  name: z.string().min(1),
  unitPrice: øre.optional(),
  incomeAccount: account,
  vatType: productVatType,
  active: z.boolean(),
  productNumber: z.string().optional(),
  stock: z.number().optional(),
  note: z.string().max(200).optional(),
});

export const bankAccountRequest = z.strictObject({
  name: z.string().min(1),
  bankAccountNumber: z.string(),
  bic: z.string().optional(),
  iban: z.string().optional(),
  foreignService: z.string().optional(),
  type: z.enum(["normal", "tax_deduction", "foreign", "credit_card"]),
  inactive: z.boolean().default(false),
});

export const orderLine = z.strictObject({
  description: z.string().min(1).max(200),
  netPrice: øre.optional(),
  vat: øre.optional(),
  account: account.optional(),
  vatType: z.string(),
  netPriceInCurrency: øre.optional(),
  vatInCurrency: øre.optional(),
  projectId: id.optional(),
});

/** `paid` is in the description's list of required fields and nowhere else; taken as a boolean. */
export const saleRequest = z.strictObject({
  saleNumber: z.string().max(50).optional(),
  date: day,
  kind: z.enum(["cash_sale", "invoice", "external_invoice"]),
  totalPaid: øre.optional(),
  totalPaidInCurrency: øre.optional(),
  lines: z.array(orderLine).min(1),
  customerId: id.optional(),
  currency,
  dueDate: day.optional(),
  kid: kid.optional(),
  paymentAccount: account.optional(),
  paymentDate: day.optional(),
  paymentFee: øre.optional(),
  projectId: id.optional(),
  paid: z.boolean().optional(),
});

/** `transactionId` is read-only, and refused. */
export const purchaseRequest = z.strictObject({
  identifier: z.string().optional(),
  date: day,
  dueDate: day.optional(),
  kind: z.enum(["cash_purchase", "supplier"]),
  lines: z.array(orderLine).min(1),
  supplierId: id.optional(),
  currency,
  paymentAccount: account.optional(),
  paymentDate: day.optional(),
  paymentAmountInNok: øre.optional(),
  kid: kid.optional(),
  projectId: id.optional(),
  paid: z.boolean().optional(),
});

export const writeOffRequest = z.strictObject({
  type: z.enum([
    "OVERDUE_6_MONTHS",
    "COLLECTION_FAILED",
    "CUSTOMER_BANKRUPTCY",
    "DEEMED_IRRECOVERABLE",
  ]),
  date: day,
  comment: z.string().max(200).optional(),
});

export const paymentRequest = z.strictObject({
  date: day,
  account,
  amount: øre,
  amountInNok: øre.optional(),
  currency: currency.optional(),
  fee: øre.optional(),
});

export const draftLineRequest = z.strictObject({
  text: z.string().min(1).max(200),
  vatType: z.string(),
  incomeAccount: account,
  net: øre,
  gross: øre,
  projectId: id.optional(),
});

/** A sale draft or a purchase draft; on the latter `incomeAccount` is the cost account. */
export const draftRequest = z.strictObject({
  invoiceIssueDate: day.optional(),
  dueDate: day.optional(),
  invoiceNumber: z.string().max(50).optional(),
  contactId: id.optional(),
  projectId: id.optional(),
  cash: z.boolean(),
  currency: currency.optional(),
  kid: kid.optional(),
  paid: z.boolean(),
  payments: z.array(paymentRequest).optional(),
  lines: z.array(draftLineRequest),
});

export const invoiceLineRequest = z.strictObject({
  net: øre.optional(),
  vat: øre.optional(),
  vatType: productVatType.optional(),
  gross: øre.optional(),
  vatInPercent: percent.optional(),
  unitPrice: øre.optional(),
  quantity: z.number(),
  discount: percent.optional(),
  productName: z.string().optional(),
  productId: id.optional(),
  description: z.string().max(200).optional(),
  comment: z.string().max(200).optional(),
  incomeAccount: account.optional(),
});

export const invoiceRequest = z.strictObject({
  uuid: z.guid().optional(),
  issueDate: day,
  dueDate: day,
  lines: z.array(invoiceLineRequest).min(1),
  ourReference: z.string().optional(),
  yourReference: z.string().optional(),
  orderReference: z.string().optional(),
  customerId: id,
  contactPersonId: id.optional(),
  bankAccountCode: account,
  currency: currency.default("NOK"),
  invoiceText: z.string().max(500).optional(),
  cash: z.boolean(),
  paymentAccount: account.optional(),
  projectId: id.optional(),
  roundingType: roundingType.default("none"),
});

export const updateInvoiceRequest = z.strictObject({
  newDueDate: day.optional(),
  sentManually: z.boolean().optional(),
});

export const invoiceishDraftLine = z.strictObject({
  invoiceishDraftLineId: id.optional(),
  productId: id.optional(),
  description: z.string().max(200).optional(),
  unitPrice: øre.optional(),
  vatType: productVatType.optional(),
  quantity: z.number(),
  discount: percent.optional(),
  comment: z.string().max(200).optional(),
  incomeAccount: account.optional(),
});

export const invoiceishDraftRequest = z.strictObject({
  type: z.enum(["invoice", "cash_invoice", "offer", "order_confirmation", "credit_note"]),
  uuid: z.guid().optional(),
  issueDate: day.optional(),
  daysUntilDueDate: z.int().min(0),
  invoiceText: z.string().max(500).optional(),
  yourReference: z.string().optional(),
  ourReference: z.string().optional(),
  orderReference: z.string().optional(),
  lines: z.array(invoiceishDraftLine).optional(),
  currency: currency.default("NOK"),
  bankAccountNumber: z.string().optional(),
  iban: z.string().optional(),
  bic: z.string().optional(),
  paymentAccount: account.optional(),
  customerId: id,
  contactPersonId: id.optional(),
  projectId: id.optional(),
  roundingType: roundingType.default("none"),
});

export const creditNoteLine = z.strictObject({
  incomeAccount: account.optional(),
  vatType: productVatType.optional(),
  unitPrice: øre,
  quantity: z.number(),
  discount: percent.optional(),
  productId: id.optional(),
  description: z.string().max(200).optional(),
  comment: z.string().max(200).optional(),
});

export const fullCreditNoteRequest = z.strictObject({
  issueDate: day,
  invoiceId: id,
  creditNoteText: z.string().max(500).optional(),
});

export const partialCreditNoteRequest = z.strictObject({
  ourReference: z.string().optional(),
  yourReference: z.string().optional(),
  orderReference: z.string().optional(),
  project: id.optional(),
  currency: currency.optional(),
  issueDate: day,
  invoiceId: id.optional(),
  contactId: id.optional(),
  contactPersonId: id.optional(),
  creditNoteText: z.string().max(500).optional(),
  lines: z.array(creditNoteLine).min(1),
  roundingType: roundingType.default("none"),
});

export const counterRequest = z.strictObject({ value: z.int().positive().optional() });

const sendFields = {
  method: z.array(z.enum(["email", "ehf", "efaktura", "sms", "letter", "auto"])).min(1),
  includeDocumentAttachments: z.boolean(),
  recipientName: z.string().optional(),
  recipientEmail: z.string().optional(),
  message: z.string().optional(),
  emailSendOption: z.enum(["document_link", "attachment", "auto"]).optional(),
  mergeInvoiceAndAttachments: z.boolean().optional(),
  organizationNumber: z.string().optional(),
  mobileNumber: z.string().optional(),
};
export const sendInvoiceRequest = z.strictObject({ ...sendFields, invoiceId: id });
export const sendCreditNoteRequest = z.strictObject({ ...sendFields, creditNoteId: id });

export type Address = z.infer<typeof addressSchema>;
export type ContactPersonRequest = z.infer<typeof contactPersonRequest>;
export type ContactRequest = z.infer<typeof contactRequest>;
export type ProductRequest = z.infer<typeof productRequest>;
export type BankAccountRequest = z.infer<typeof bankAccountRequest>;
export type OrderLine = z.infer<typeof orderLine>;
export type SaleRequest = z.infer<typeof saleRequest>;
export type PurchaseRequest = z.infer<typeof purchaseRequest>;
export type PaymentRequest = z.infer<typeof paymentRequest>;
export type DraftRequest = z.infer<typeof draftRequest>;
export type InvoiceRequest = z.infer<typeof invoiceRequest>;
export type InvoiceLineRequest = z.infer<typeof invoiceLineRequest>;
export type InvoiceishDraftRequest = z.infer<typeof invoiceishDraftRequest>;
export type PartialCreditNoteRequest = z.infer<typeof partialCreditNoteRequest>;
export type SendRequest = Omit<z.infer<typeof sendInvoiceRequest>, "invoiceId">;
