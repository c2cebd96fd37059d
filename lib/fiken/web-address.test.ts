import { expect, test } from "vitest";
import { rackbeatWebAddress } from "@/lib/rackbeat/web-address";
import { fikenWebAddress } from "./web-address";

const company = { webUrl: "https://fiken.no/oauth", companySlug: "fjordlys-as", uuid: "7d44" };

test.each([
  ["sale", 12, "https://fiken.no/foretak/fjordlys-as/handel/salg/12", true],
  ["contact", 13, "https://fiken.no/foretak/fjordlys-as/kontakter/kontakt/13", true],
  ["invoice_draft", 14, "https://fiken.no/foretak/fjordlys-as/fakturautkast/7d44", true],
  ["purchase", 15, "https://fiken.no/foretak/fjordlys-as", false],
  [null, null, "https://fiken.no/foretak/fjordlys-as", false],
])("what stands in Fiken as %j %j is found at %s", (fikenKind, fikenId, href, isExact) => {
  expect(fikenWebAddress({ ...company, fikenKind, fikenId })).toEqual({ href, isExact });
});

test("a number with odd characters stays one part of the address", () => {
  const webUrl = "https://app.rackbeat.com";
  expect(rackbeatWebAddress({ webUrl, kind: "customer_invoice", number: "A/1 #2" })).toEqual({
    href: "https://app.rackbeat.com/sales/customer-invoices/A%2F1%20%232",
    isExact: true,
  });
  expect(rackbeatWebAddress({ webUrl, kind: "product", number: "1" }).href).toBe(`${webUrl}/`);
});
