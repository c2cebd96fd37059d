import type { FikenContact, FikenContactRequest } from "@/lib/fiken/schemas/contacts";

/** What a contact is looked up by, in the order of certainty. */
export type ContactKey = "memberNumberString" | "organizationNumber" | "email" | "name";

/**
 * The hits that are the same party as the request: one is the contact, several are for a person to decide. A
 * filter that Fiken ignores answers everything, so every hit is checked again; active contacts go before
 * inactive ones, which have to be reactivated by whoever takes them.
 */
export function matchContacts(
  request: FikenContactRequest,
  by: ContactKey,
  hits: FikenContact[],
): FikenContact[] {
  const same = hits.filter((hit) => sameParty(request, by, hit));
  const active = same.filter(({ inactive }) => !inactive);
  return active.length > 0 ? active : same;
}

/**
 * Equal in the key asked for, and nothing else that speaks against it: a contact that carries the key of another
 * Rackbeat party, or another organisation number, is another party even with the same e-mail.
 */
export function sameParty(
  request: FikenContactRequest,
  by: ContactKey,
  hit: FikenContact,
): boolean {
  const ourKey = request.memberNumberString;
  if (by === "memberNumberString") {
    // Fiken may leave the member number out of its answer: then the filter has to be believed.
    return ourKey !== undefined && [null, ourKey].includes(hit.memberNumberString);
  }
  if (isOtherKey(hit.memberNumberString, ourKey)) return false;
  if (by === "organizationNumber") {
    return isSame(organization(request.organizationNumber), organization(hit.organizationNumber));
  }
  const [asked, found] = [request.organizationNumber, hit.organizationNumber].map(organization);
  if (asked && found && asked !== found) return false;
  return isSame(text(request[by]), text(hit[by]));
}

/**
 * What speaks against a contact although it carries our key: another organisation number or, where one of the two has
 * none, another name and no e-mail in common. Two agreements of Rackbeat may share one company in Fiken, and each has
 * a customer 1001 of its own.
 */
export function isDoubtful(request: FikenContactRequest, hit: FikenContact): boolean {
  const [asked, found] = [request.organizationNumber, hit.organizationNumber].map(organization);
  if (asked && found) return asked !== found;
  return (
    !isSame(text(request.name), text(hit.name)) && !isSame(text(request.email), text(hit.email))
  );
}

/** Another customer's key where ours is a customer's; a supplier's, or a member number typed by hand, is not. */
function isOtherKey(found: string | null, ours: string | undefined): boolean {
  const series = ours?.match(/^RB-[CS]-/)?.[0] ?? "RB-";
  return found?.startsWith(series) === true && found !== ours;
}

/** What is left of an organisation number when its spelling is: "NO 999 888 777 MVA" is 999888777. */
export function organization(number: string | null | undefined): string {
  return (number ?? "")
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, "")
    .replace(/^(?:NO)?(\d{9})(?:MVA)?$/, "$1");
}

function text(value: string | null | undefined): string {
  return (value ?? "").trim().toLowerCase();
}

function isSame(one: string, other: string): boolean {
  return one !== "" && one === other;
}
