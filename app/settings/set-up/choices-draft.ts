import { ENTITY_KINDS } from "@/lib/entity-kinds";
import type { Kind } from "./kinds";
import type { ChangedChoices, SetUpState, TransferChoices } from "./set-up-state";

/**
 * What was chosen and is not saved; everything else is as the server last told it. Of the kinds, those that were
 * switched: somebody else may switch another meanwhile.
 */
export type ChoicesDraft = Omit<Partial<TransferChoices>, "kinds"> & {
  switched: Partial<Record<Kind, boolean>>;
};

export const NOTHING_CHOSEN: ChoicesDraft = { switched: {} };

type Told = Pick<SetUpState, "choices" | "today">;

/** What the form shows: the user's choice, else what is saved, else what is proposed. */
export function shownChoices(told: Told, { switched, ...chosen }: ChoicesDraft): TransferChoices {
  const { choices, today } = told;
  return {
    ...choices,
    salesInvoiceMode: choices.salesInvoiceMode ?? "booked",
    startDate: choices.startDate ?? today,
    ...chosen,
    kinds: inOrder((kind) => switched[kind] ?? choices.kinds.includes(kind)),
  };
}

/** The draft with one more choice in it, made over what is shown. */
export function withChoice(
  told: Told,
  draft: ChoicesDraft,
  { kinds, ...chosen }: Partial<TransferChoices>,
): ChoicesDraft {
  const shown = shownChoices(told, draft).kinds;
  const switched = { ...draft.switched };
  for (const kind of kinds ? ENTITY_KINDS : []) {
    const isOn = kinds?.includes(kind) ?? false;
    if (isOn !== shown.includes(kind)) switched[kind] = isOn;
  }
  return { ...draft, ...chosen, switched };
}

/** What saving sends: the choices that are others than those saved. What was only proposed is chosen with the save. */
export function changedChoices(told: Told, draft: ChoicesDraft): ChangedChoices {
  const saved = { ...told.choices, kinds: inOrder((kind) => told.choices.kinds.includes(kind)) };
  return Object.fromEntries(
    Object.entries(shownChoices(told, draft)).filter(
      ([name, value]) => !isSame(value, saved[name as keyof TransferChoices]),
    ),
  );
}

/** What is left of the draft once another was saved: what was chosen since. */
export function chosenSince(draft: ChoicesDraft, saved: ChoicesDraft): ChoicesDraft {
  const { switched, ...chosen } = draft;
  const since = Object.entries(chosen).filter(
    ([name, value]) => !isSame(value, saved[name as keyof ChoicesDraft]),
  );
  const switchedSince = Object.entries(switched).filter(
    ([kind, isOn]) => isOn !== saved.switched[kind as Kind],
  );
  return { ...Object.fromEntries(since), switched: Object.fromEntries(switchedSince) };
}

function inOrder(isOn: (kind: Kind) => boolean): Kind[] {
  return ENTITY_KINDS.filter(isOn);
}

/** Some choices are lists, where the order counts. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
