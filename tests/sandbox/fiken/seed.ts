import { createBankAccount } from "./accounts";
import { createContact } from "./contacts";
import { createProduct } from "./products";
import { contactRequest, productRequest } from "./request-schemas";
import type { Books, World } from "./world";

export const FJORDLYS = "fjordlys-interior-as";
export const TESTMARKA = "testmarka-holding-as";
export const NORDRE_LYS = "nordre-lys-og-lampe-as";

/** Three companies of one user: one to work with, one without the API module, one new and hardly started. */
export function seedNorwegian(world: World): void {
  seedFjordlys(world);
  world.addCompany({
    slug: TESTMARKA,
    name: "Testmarka Holding AS",
    organizationNumber: "984196067",
    vatType: "no",
    email: "post@testmarka.example",
    phoneNumber: "22 00 00 02",
    address: {
      streetAddress: "Testmarkveien 8",
      city: "Oslo",
      postCode: "0581",
      country: "Norway",
    },
    creationDate: "2023-02-01",
    hasApiAccess: false,
    testCompany: false,
    accountingStartDate: "2023-01-01",
  });
  seedNordreLys(world);
}

function seedFjordlys(world: World): void {
  const books = world.addCompany({
    slug: FJORDLYS,
    name: "Fjordlys Interiør AS",
    organizationNumber: "917423105",
    vatType: "bi-monthly",
    email: "post@fjordlys.example",
    phoneNumber: "55 00 00 01",
    address: {
      streetAddress: "Strandgaten 14",
      city: "Bergen",
      postCode: "5013",
      country: "Norway",
    },
    creationDate: "2022-03-14",
    hasApiAccess: true,
    testCompany: true,
    accountingStartDate: "2022-01-01",
    vatRegistrationDate: "2022-04-01",
  });
  books.counters.invoice = 10_000;
  books.counters.creditNote = 10_000;
  books.lockedThrough = "2025-12-31";
  addBank(books, "Driftskonto", "15034471204");
  addBank(books, "Sparekonto", "97101144333");
  createBankAccount(books, {
    name: "Skattetrekk",
    bankAccountNumber: "36241507720",
    type: "tax_deduction",
    inactive: false,
  });
  for (const contact of CONTACTS) createContact(books, contactRequest.parse(contact));
  for (const product of PRODUCTS) createProduct(books, productRequest.parse(product));
}

function seedNordreLys(world: World): void {
  const books = world.addCompany({
    slug: NORDRE_LYS,
    name: "Nordre Lys & Lampe AS",
    organizationNumber: "942462964",
    vatType: "yearly",
    email: "hei@nordrelys.example",
    phoneNumber: "77 00 00 03",
    address: { streetAddress: "Storgata 92", city: "Tromsø", postCode: "9008", country: "Norway" },
    creationDate: "2026-01-12",
    hasApiAccess: true,
    testCompany: true,
    accountingStartDate: "2026-01-01",
    vatRegistrationDate: "2026-01-20",
  });
  addBank(books, "Driftskonto", "97132200142");
}

function addBank(books: Books, name: string, bankAccountNumber: string): void {
  createBankAccount(books, { name, bankAccountNumber, type: "normal", inactive: false });
}

const norway = (streetAddress: string, postCode: string, city: string) => ({
  streetAddress,
  postCode,
  city,
  country: "Norway",
});

const CONTACTS = [
  {
    name: "Kaffebaren Bryggen AS",
    organizationNumber: "921596413",
    email: "faktura@kaffebaren.example",
    phoneNumber: "55123456",
    customer: true,
    address: norway("Bryggen 7", "5003", "Bergen"),
    daysUntilInvoicingDueDate: 14,
    groups: ["Forhandlere"],
  },
  {
    name: "Solsiden Hotell AS",
    organizationNumber: "929943031",
    email: "regnskap@solsiden.example",
    customer: true,
    address: norway("Beddingen 10", "7042", "Trondheim"),
    daysUntilInvoicingDueDate: 30,
    groups: ["Hotell og restaurant"],
  },
  {
    name: "Ingrid Haugen",
    email: "ingrid.haugen@post.example",
    customer: true,
    address: norway("Kirkeveien 51", "0368", "Oslo"),
  },
  {
    name: "Nordisk Armatur AS",
    organizationNumber: "934116348",
    email: "ordre@nordiskarmatur.example",
    supplier: true,
    bankAccountNumber: "15061144711",
    address: norway("Industriveien 3", "1481", "Hagan"),
  },
  {
    name: "Vestfrakt AS",
    organizationNumber: "938289654",
    email: "faktura@vestfrakt.example",
    supplier: true,
    address: norway("Kokstadvegen 20", "5257", "Kokstad"),
  },
  {
    name: "Lampehuset Engros AS",
    organizationNumber: "946636274",
    email: "post@lampehuset.example",
    customer: true,
    supplier: true,
    address: norway("Lampeveien 2", "3048", "Drammen"),
  },
  {
    name: "Belysning i Malmö AB",
    organizationNumber: "5566778899",
    email: "info@belysning.example",
    customer: true,
    currency: "SEK",
    language: "ENGLISH",
    address: {
      streetAddress: "Storgatan 5",
      postCode: "211 34",
      city: "Malmö",
      country: "Sweden",
    },
  },
  { name: "Gamle Lysverket DA", customer: true, inactive: true },
];

const PRODUCTS = [
  {
    name: "Bordlampe Fjord",
    productNumber: "L-100",
    unitPrice: 89_900,
    incomeAccount: "3000",
    vatType: "HIGH",
    active: true,
    stock: 24,
  },
  {
    name: "Taklampe Nordlys",
    productNumber: "L-200",
    unitPrice: 249_000,
    incomeAccount: "3000",
    vatType: "HIGH",
    active: true,
    stock: 7,
  },
  {
    name: "LED-pære E27",
    productNumber: "P-027",
    unitPrice: 7_900,
    incomeAccount: "3000",
    vatType: "HIGH",
    active: true,
    stock: 310,
    note: "Selges i ti-pakning",
  },
  {
    name: "Belysningsplan, per time",
    productNumber: "T-001",
    unitPrice: 120_000,
    incomeAccount: "3020",
    vatType: "HIGH",
    active: true,
  },
  {
    name: "Lyssetting – fagbok",
    productNumber: "B-001",
    unitPrice: 39_900,
    incomeAccount: "3100",
    vatType: "EXEMPT",
    active: true,
    stock: 12,
  },
  {
    name: "Oljelampe (utgått)",
    productNumber: "L-001",
    unitPrice: 59_900,
    incomeAccount: "3000",
    vatType: "HIGH",
    active: false,
  },
];
