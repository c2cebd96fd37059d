import { expect, test } from "vitest";
import { contactRequest } from "@/tests/sandbox/fiken/request-schemas";
import { aContact } from "@/tests/support/parties";
import { contactAdoptionOf } from "./contact-adoption";

const request = {
  name: "Kunde AS",
  customer: true,
  memberNumberString: "RB-C-1001",
  email: "ny@kunde.no",
  phoneNumber: "22334455",
  currency: "NOK",
  language: "NORWEGIAN",
} as const;

test("what Fiken shows stays, what it lacks or hides comes from us, and it becomes an active customer", () => {
  const contact = aContact({
    name: "Kunde AS (gammel)",
    email: "gammel@kunde.no",
    customer: false,
    supplier: true,
    inactive: true,
    language: "English",
    discount: 10,
    groups: ["Forhandlere"],
    address: { city: "Oslo", country: "Norway" },
  });
  const update = contactAdoptionOf(contact, request);

  expect(update).toEqual({
    name: "Kunde AS (gammel)",
    email: "gammel@kunde.no",
    memberNumberString: "RB-C-1001",
    phoneNumber: "22334455",
    currency: "NOK",
    language: "ENGLISH",
    discount: 10,
    groups: ["Forhandlere"],
    address: { city: "Oslo", country: "Norway" },
    customer: true,
    supplier: true,
    inactive: false,
  });
  contactRequest.parse(update);
});

test("nothing is sent as null, and the read-only fields stay behind", () => {
  const update = contactAdoptionOf(aContact({ customerNumber: 10001 }), request);

  expect(Object.values(update)).not.toContain(null);
  contactRequest.parse(update);
});
