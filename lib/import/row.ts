import type { PlannedRow } from "@/db/queries/import-rows";
import type { FieldChange, ImportKind, ImportOption } from "@/db/schema/imports";
import type { Problem } from "@/lib/errors/catalog";
import type { Decision } from "./decide";
import { fillingOf } from "./field-changes";
import type { MadeEntity } from "./party-row";

/** One of Rackbeat's that the row is, or might be. */
export type Counterpart = {
  rackbeatKey: string;
  name: string;
  /** What Fiken has otherwise. */
  changes: FieldChange[];
  notices: Problem[];
  /** A bill of materials, which is nobody's product: the transfers find it by its number. */
  isLot: boolean;
};

export type RowParts = {
  kind: ImportKind;
  position: number;
  decision: Decision;
  /** As Rackbeat would be sent it. */
  made: MadeEntity & { stock?: string | null };
  /** That the number is not the one it has in Fiken. */
  numberNotices: Problem[];
  /** In the order of the match's candidates. */
  counterparts: Counterpart[];
  /** Of the one in Fiken that this one repeats. */
  repeats: { name: string; number: string | null } | null;
};

/** What the plan proposes for one in Fiken, and what else could be chosen for it. */
export function rowOf(parts: RowParts): PlannedRow {
  const { kind, position, decision, made } = parts;
  const proposal = proposalOf(parts);
  const { action, rackbeatKey, changes } = proposal.option ?? UNDECIDED;
  return {
    kind,
    fikenId: Number(decision.key),
    position,
    name: made.name,
    identity: made.identity,
    ...{ action, rackbeatKey, changes },
    options: optionsOf(parts, proposal.option),
    matchedBy: decision.match?.by ?? null,
    body: made.body,
    stock: made.stock ?? null,
    problems: proposal.problems,
  };
}

const UNDECIDED: Pick<PlannedRow, "action" | "rackbeatKey" | "changes"> = {
  action: "conflict",
  rackbeatKey: null,
  changes: [],
};

type Proposal = { option: ImportOption | null; problems: Problem[] };

/** No option: a person has to choose. */
function proposalOf(parts: RowParts): Proposal {
  const { decision, made, counterparts, repeats, numberNotices } = parts;
  const { match, duplicate, isLeftOut } = decision;
  const [only] = counterparts;
  if (isLeftOut) {
    return { option: skip(made), problems: [{ code: "import.inactive", details: {} }] };
  }
  if (match && "candidates" in match && counterparts.length > 0) {
    const details = { by: match.by, count: counterparts.length };
    return { option: null, problems: [{ code: "import.match_unsure", details }] };
  }
  if (match && "rackbeatKey" in match && only?.isLot) {
    const details = { number: only.rackbeatKey };
    return { option: skip(made), problems: [{ code: "import.is_lot", details }] };
  }
  if (match && "rackbeatKey" in match && only) {
    // What is bound has been sent from Rackbeat: there it is right.
    const fills = match.by !== "binding" && fillingOf(only.changes).length > 0;
    return { option: fills ? fill(only) : link(only), problems: only.notices };
  }
  if (duplicate && "of" in duplicate) {
    const problems: Problem[] = repeats ? [{ code: "import.duplicate", details: repeats }] : [];
    return { option: skip(made), problems };
  }
  if (duplicate && "by" in duplicate) {
    const details = { by: duplicate.by, count: duplicate.sharing };
    return {
      option: null,
      problems: [{ code: "import.maybe_duplicate", details }, ...numberNotices],
    };
  }
  return { option: create(parts), problems: [...numberNotices, ...made.notices] };
}

/** The proposal first. What is bound stays what it is bound to. */
function optionsOf(parts: RowParts, proposed: ImportOption | null): ImportOption[] {
  const { decision, made, counterparts } = parts;
  const isBound = decision.match?.by === "binding" && counterparts.length > 0;
  const all = [...counterparts.flatMap(waysWith), ...(isBound ? [] : [create(parts)]), skip(made)];
  const isProposed = ({ choice, rackbeatKey }: ImportOption) =>
    choice === proposed?.choice && rackbeatKey === proposed.rackbeatKey;
  return [...all.filter(isProposed), ...all.filter((option) => !isProposed(option))];
}

function waysWith(counterpart: Counterpart): ImportOption[] {
  const { changes, isLot } = counterpart;
  if (isLot) return [];
  const filling = fillingOf(changes);
  return [
    link(counterpart),
    ...(filling.length > 0 ? [fill(counterpart)] : []),
    ...(filling.length < changes.length ? [overwrite(counterpart)] : []),
  ];
}

function link({ rackbeatKey, name }: Counterpart): ImportOption {
  return { choice: "link", action: "link", rackbeatKey, label: name, changes: [] };
}

function fill({ rackbeatKey, name, changes }: Counterpart): ImportOption {
  const filling = fillingOf(changes);
  return { choice: "fill", action: "update", rackbeatKey, label: name, changes: filling };
}

function overwrite({ rackbeatKey, name, changes }: Counterpart): ImportOption {
  return { choice: "overwrite", action: "update", rackbeatKey, label: name, changes };
}

function create({ decision, made }: RowParts): ImportOption {
  const rackbeatKey = decision.number;
  return { choice: "create", action: "create", rackbeatKey, label: made.name, changes: [] };
}

function skip({ name: label }: MadeEntity): ImportOption {
  return { choice: "skip", action: "skip", rackbeatKey: null, label, changes: [] };
}
