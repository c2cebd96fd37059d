import type { Database } from "@/db/client";
import { setMemberTrait, showsMemberNumbers } from "@/db/queries/import-entities";
import { contactKeyOf } from "@/lib/bookkeeping/contact/contact-request";
import { decideKind, traitsOf } from "./make-rows";
import type { PlanContext } from "./read-sides";
import type { KeyStage } from "./stages";
import type { PartyRole, ReadPartyTraits } from "./traits";

/** About as many as a lane permits in five seconds. */
const AT_ONCE = 20;
/** A filter that is ignored answers with everybody: that is no answer. */
const MOST_BELIEVED = 5;

export type LookedUp = {
  /** The last number of those looked up; null: none is left. */
  last: string | null;
  write: (tx: Database) => Promise<void>;
};

/**
 * Looks our own key up in Fiken for the next parties of Rackbeat's that nothing was matched with: its lists do not show
 * the member number, but can be asked for one. Costs a request each, so only while somebody in Fiken is without a match.
 */
export async function lookUpKeys(
  context: PlanContext,
  stage: KeyStage,
  after: string,
): Promise<LookedUp> {
  const { plan, fiken } = context;
  const kind: PartyRole = stage === "keys:customer" ? "customer" : "supplier";
  const of = { installationId: plan.installationId, importId: plan.id, kind };
  const numbers = (await listUnmatched(context, kind))
    .filter((number) => number > after)
    .slice(0, AT_ONCE);
  const found: { member: string; keys: string[] }[] = [];
  for (const member of numbers) {
    const memberNumberString = contactKeyOf(kind, member);
    const contacts = await fiken.findContacts({ memberNumberString });
    if (contacts.length > MOST_BELIEVED) continue;
    found.push({ member, keys: contacts.map(({ contactId }) => String(contactId)) });
  }
  return {
    last: numbers.at(-1) ?? null,
    write: async (tx) => {
      for (const one of found) await setMemberTrait(tx, { ...of, ...one });
    },
  };
}

/** In the order of their numbers as text; none where all in Fiken have found theirs. */
async function listUnmatched(context: PlanContext, kind: PartyRole): Promise<string[]> {
  const { plan, db } = context;
  const of = { installationId: plan.installationId, importId: plan.id, kind };
  if (await showsMemberNumbers(db, of)) return [];
  const decisions = await decideKind(context, kind);
  const isOpen = decisions.some(
    ({ match, isLeftOut }) => !isLeftOut && !(match && "rackbeatKey" in match),
  );
  if (!isOpen) return [];
  const taken = new Set(
    decisions.flatMap(({ match }) => (match && "rackbeatKey" in match ? [match.rackbeatKey] : [])),
  );
  const parties = await traitsOf<ReadPartyTraits>(context, "rackbeat", kind);
  const free = parties.filter(({ key, usable }) => usable && !taken.has(key));
  return free.map(({ key }) => key).toSorted((one, other) => (one < other ? -1 : 1));
}
