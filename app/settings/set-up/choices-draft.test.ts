import { expect, test } from "vitest";
import {
  changedChoices,
  chosenSince,
  NOTHING_CHOSEN,
  shownChoices,
  withChoice,
} from "./choices-draft";
import { type SetUpState, transferChoicesSchema } from "./set-up-state";

type Choices = SetUpState["choices"];
const told = (choices: Partial<Choices> = {}): Pick<SetUpState, "choices" | "today"> => ({
  today: "2026-06-01",
  choices: {
    ...{ salesInvoiceMode: "booked", invoiceIssuer: "rackbeat", attachPdf: true },
    ...{ startDate: "2026-05-01", supplierInvoiceMode: null, creditNoteForm: "negative_sale" },
    supplierNumberFields: ["supplier_invoice_number", "invoice_number"],
    ...{ kinds: ["customer_invoice", "customer"], invoiceBankAccount: null },
    ...choices,
  },
});

test("what nobody touched follows the server, and is not sent", () => {
  const draft = withChoice(told(), NOTHING_CHOSEN, { attachPdf: false });
  const meanwhile = told({ salesInvoiceMode: "draft", startDate: "2026-04-01" });
  expect(shownChoices(meanwhile, draft)).toMatchObject({
    ...{ salesInvoiceMode: "draft", startDate: "2026-04-01", attachPdf: false },
  });
  expect(changedChoices(meanwhile, draft)).toEqual({ attachPdf: false });
});

test("a kind that somebody else switched meanwhile stays as they left it", () => {
  const draft = withChoice(told(), NOTHING_CHOSEN, { kinds: ["customer_invoice"] });
  const meanwhile = told({ kinds: ["customer_invoice", "customer", "product"] });
  expect(new Set(shownChoices(meanwhile, draft).kinds)).toEqual(
    new Set(["customer_invoice", "product"]),
  );
});

test("the first save says what was proposed as well", () => {
  const first = told({ salesInvoiceMode: null, startDate: null });
  expect(changedChoices(first, NOTHING_CHOSEN)).toEqual({
    ...{ salesInvoiceMode: "booked", startDate: "2026-06-01" },
  });
});

test("what was chosen and taken back is not sent", () => {
  const away = withChoice(told(), NOTHING_CHOSEN, { kinds: ["customer"], attachPdf: false });
  const back = withChoice(told(), away, { kinds: told().choices.kinds, attachPdf: true });
  expect(changedChoices(told(), back)).toEqual({});
});

test("what was chosen while a save was under way is left of the draft, and nothing else", () => {
  const sent = withChoice(told(), NOTHING_CHOSEN, { attachPdf: false, kinds: ["customer"] });
  const since = withChoice(told(), sent, { salesInvoiceMode: "draft", kinds: [] });
  expect(chosenSince(since, sent)).toEqual({
    ...{ salesInvoiceMode: "draft", switched: { customer: false } },
  });
  expect(chosenSince(sent, sent)).toEqual(NOTHING_CHOSEN);
});

test("a save may say any of the choices by itself", () => {
  const sent = { attachPdf: false };
  expect(transferChoicesSchema.parse(sent)).toEqual(sent);
  expect(transferChoicesSchema.safeParse({ salesInvoiceMode: null }).success).toBe(false);
});
