import { attachmentResult, attachmentRoutes } from "./attachments";
import { countryName } from "./countries";
import { requireCurrency } from "./currencies";
import { created, type FikenApp, type FikenContext, readBody, rowOf, updated } from "./http";
import { type Filters, listOf } from "./lists";
import type { Contact, ContactPerson } from "./records";
import { badRequest, notFound } from "./refusal";
import {
  type Address,
  type ContactPersonRequest,
  type ContactRequest,
  contactPersonRequest,
  contactRequest,
} from "./request-schemas";
import type { Books } from "./world";

const FILTERS: Filters<Contact> = {
  text: {
    supplierNumber: (contact) => contact.supplierNumber,
    customerNumber: (contact) => contact.customerNumber,
    memberNumber: (contact) => contact.memberNumber,
    memberNumberString: (contact) => contact.memberNumberString,
    name: (contact) => contact.name,
    organizationNumber: (contact) => contact.organizationNumber,
    email: (contact) => contact.email,
    phoneNumber: (contact) => contact.phoneNumber,
  },
  flag: {
    customer: (contact) => contact.customer,
    supplier: (contact) => contact.supplier,
    inactive: (contact) => contact.inactive,
  },
  day: {
    lastModified: (contact) => contact.lastModifiedDate,
    createdDate: (contact) => contact.createdDate,
  },
  sort: {
    createdDate: (contact) => contact.createdDate,
    lastModified: (contact) => contact.lastModifiedDate,
  },
};

export function contactRoutes(api: FikenApp): void {
  api.get("/contacts", (c) => {
    const group = c.req.query("group");
    const contacts = [...c.get("books").contacts.values()];
    const asked = group ? contacts.filter(({ groups }) => groups?.includes(group)) : contacts;
    return listOf(c, asked, (contact) => contactResult(c, contact), FILTERS);
  });
  api.post("/contacts", async (c) => {
    const contact = createContact(c.get("books"), await readBody(c, contactRequest));
    return created(c, `contacts/${contact.contactId}`);
  });
  api.get("/contacts/:contactId{\\d+}", (c) => c.json(contactResult(c, contactOf(c))));
  api.put("/contacts/:contactId{\\d+}", async (c) => {
    const contact = contactOf(c);
    replaceContact(c.get("books"), contact, await readBody(c, contactRequest));
    return updated(c, `contacts/${contact.contactId}`);
  });
  api.delete("/contacts/:contactId{\\d+}", (c) => {
    const contact = contactOf(c);
    if (!isUsed(c.get("books"), contact)) {
      c.get("books").contacts.delete(contact.contactId);
      return c.body(null, 204);
    }
    contact.inactive = true;
    contact.lastModifiedDate = c.get("books").world.today();
    return c.json(contactResult(c, contact));
  });
  attachmentRoutes(
    api,
    "/contacts/:contactId{\\d+}/attachments",
    (c) => ({ attachments: contactOf(c).documents }),
    { list: false },
  );
  api.get("/groups", (c) => {
    const contacts = [...c.get("books").contacts.values()];
    return listOf(c, new Set(contacts.flatMap(({ groups }) => groups ?? [])), (name) => name);
  });
  personRoutes(api);
}

function personRoutes(api: FikenApp): void {
  const path = "/contacts/:contactId{\\d+}/contactPerson";
  const location = (contact: Contact, person: ContactPerson) =>
    `contacts/${contact.contactId}/contactPerson/${person.contactPersonId}`;

  api.get(path, (c) => c.json(contactOf(c).persons));
  api.post(path, async (c) => {
    const contact = contactOf(c);
    const request = withCountry(await readBody(c, contactPersonRequest));
    const person = { ...request, contactPersonId: c.get("books").world.nextId() };
    contact.persons.push(person);
    return updated(c, location(contact, person));
  });
  api.get(`${path}/:personId{\\d+}`, (c) => c.json(personOf(c)));
  api.put(`${path}/:personId{\\d+}`, async (c) => {
    const person = personOf(c);
    const request = withCountry(await readBody(c, contactPersonRequest));
    const contact = contactOf(c);
    const { contactPersonId } = person;
    contact.persons = contact.persons.map((existing) =>
      existing === person ? { ...request, contactPersonId } : existing,
    );
    return updated(c, location(contact, person));
  });
  api.delete(`${path}/:personId{\\d+}`, (c) => {
    const person = personOf(c);
    const contact = contactOf(c);
    contact.persons = contact.persons.filter((existing) => existing !== person);
    return c.body(null, 204);
  });
}

/** Makes a contact; Fiken gives customer and supplier numbers and their ledger accounts. */
export function createContact(books: Books, request: ContactRequest): Contact {
  const checked = checkContact(request);
  const contact: Contact = {
    ...checked,
    ...books.stamps(),
    contactId: books.world.nextId(),
    persons: [],
    documents: [],
  };
  openLedgers(books, contact);
  books.contacts.set(contact.contactId, contact);
  return contact;
}

/** A whole replacement: what the request leaves out is wiped. Numbers, persons and documents stay. */
function replaceContact(books: Books, contact: Contact, request: ContactRequest): void {
  const checked = checkContact(request);
  const absent = Object.fromEntries(
    Object.keys(contactRequest.shape).map((field) => [field, undefined]),
  );
  Object.assign(contact, absent, checked, { lastModifiedDate: books.world.today() });
  openLedgers(books, contact);
}

function checkContact(request: ContactRequest): ContactRequest {
  if (request.currency) requireCurrency(request.currency);
  if (request.language && !/^(norwegian|english)$/i.test(request.language)) {
    throw badRequest("'language' må være NORWEGIAN eller ENGLISH");
  }
  return { language: "NORWEGIAN", ...withCountry(request) };
}

function withCountry<Request extends ContactRequest | ContactPersonRequest>(
  request: Request,
): Request {
  if (!request.address) return request;
  const country = countryName(request.address.country);
  if (!country) throw badRequest(`Ukjent land: ${request.address.country}`);
  const address: Address = { ...request.address, country };
  return { ...request, address };
}

function openLedgers(books: Books, contact: Contact): void {
  if (contact.customer && !contact.customerAccountCode) {
    books.lastNumber.customer += 1;
    contact.customerNumber = books.lastNumber.customer;
    contact.customerAccountCode = `1500:${contact.customerNumber}`;
    books.chart.set(contact.customerAccountCode, contact.name);
  }
  if (contact.supplier && !contact.supplierAccountCode) {
    books.lastNumber.supplier += 1;
    contact.supplierNumber = books.lastNumber.supplier;
    contact.supplierAccountCode = `2400:${contact.supplierNumber}`;
    books.chart.set(contact.supplierAccountCode, contact.name);
  }
}

function isUsed(books: Books, { contactId }: Contact): boolean {
  return (
    [...books.sales.values()].some(({ customerId }) => customerId === contactId) ||
    [...books.purchases.values()].some(({ supplierId }) => supplierId === contactId)
  );
}

/** The customer ledger account of a contact; refuses an unknown contact and one that is no customer. */
export function requireCustomer(books: Books, customerId: number): Contact & LedgerOf<"customer"> {
  const contact = books.contacts.get(customerId);
  if (!contact) throw badRequest(`Fant ingen kontakt med id ${customerId}`);
  const { customerAccountCode } = contact;
  if (!contact.customer || !customerAccountCode) {
    throw badRequest(`Kontakten ${contact.name} er ikke en kunde`);
  }
  return { ...contact, customerAccountCode };
}

export function requireSupplier(books: Books, supplierId: number): Contact & LedgerOf<"supplier"> {
  const contact = books.contacts.get(supplierId);
  if (!contact) throw badRequest(`Fant ingen kontakt med id ${supplierId}`);
  const { supplierAccountCode } = contact;
  if (!contact.supplier || !supplierAccountCode) {
    throw badRequest(`Kontakten ${contact.name} er ikke en leverandør`);
  }
  return { ...contact, supplierAccountCode };
}

type LedgerOf<Side extends "customer" | "supplier"> = Record<`${Side}AccountCode`, string>;

/** A read leaves out `phoneNumber`, `memberNumber`, `memberNumberString` and `currency`. */
export function contactResult(c: FikenContext, contact: Contact): unknown {
  const { phoneNumber, memberNumber, memberNumberString, currency, persons, documents, ...shown } =
    contact;
  return {
    ...shown,
    contactPerson: persons,
    notes: [],
    documents: documents.map((file) => attachmentResult(c, file)),
  };
}

export function contactById(c: FikenContext, contactId: number | undefined): unknown {
  const contact = contactId === undefined ? undefined : c.get("books").contacts.get(contactId);
  return contact && contactResult(c, contact);
}

function contactOf(c: FikenContext): Contact {
  return rowOf(c, c.get("books").contacts, "contactId", "Kontakten");
}

function personOf(c: FikenContext): ContactPerson {
  const personId = Number(c.req.param("personId"));
  const person = contactOf(c).persons.find(({ contactPersonId }) => contactPersonId === personId);
  if (!person) throw notFound("Kontaktpersonen");
  return person;
}
