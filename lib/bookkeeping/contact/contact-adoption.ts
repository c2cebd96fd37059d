import type { FikenContact, FikenContactRequest } from "@/lib/fiken/schemas/contacts";
import { shownContact } from "./shown-contact";

/**
 * The body of PUT /contacts that makes an existing contact usable as ours: what Fiken shows stays as it is, what
 * it lacks comes from the request, and what it takes but may not show (phone, currency, member number) is sent
 * along, since a PUT replaces the whole contact. Active, and of the request's roles as well as its own.
 */
export function contactAdoptionOf(
  contact: FikenContact,
  request: FikenContactRequest,
): FikenContactRequest {
  return {
    ...request,
    ...shownContact(contact),
    customer: contact.customer || request.customer === true,
    supplier: contact.supplier || request.supplier === true,
    inactive: false,
  };
}
