import type { ImportCursor, ImportKind } from "@/db/schema/imports";

const KINDS = ["customer", "supplier", "product"] as const satisfies ImportKind[];

const STAGES = [
  "rackbeat:customer",
  "rackbeat:supplier",
  "rackbeat:product",
  "rackbeat:lot",
  "fiken:contact",
  "fiken:product",
  "keys:customer",
  "keys:supplier",
  "rows:customer",
  "rows:supplier",
  "rows:product",
] as const;

/**
 * What the plan does in turn: Rackbeat is read, then Fiken, our keys are looked up, and the rows are made. `at` counts
 * pages or rows, or is the last number looked up.
 */
export type Stage = (typeof STAGES)[number];
export type ReadStage = Extract<Stage, `rackbeat:${string}` | `fiken:${string}`>;
export type KeyStage = Extract<Stage, `keys:${string}`>;

export function stagesOf(kinds: readonly ImportKind[]): Stage[] {
  const has = (...wanted: ImportKind[]) => wanted.some((kind) => kinds.includes(kind));
  return STAGES.filter((stage) => {
    switch (stage) {
      case "fiken:contact":
        return has("customer", "supplier");
      // A product's number may be a lot's, for they share one series.
      case "rackbeat:lot":
        return has("product");
      default:
        return has(kindOf(stage));
    }
  });
}

/** Where the plan is; throws on a cursor that no plan of these kinds has. */
export function stageOf({ stage }: ImportCursor, kinds: readonly ImportKind[]): Stage {
  const found = stagesOf(kinds).find((one) => one === stage);
  if (!found) throw new Error(`The plan has no stage ${stage}`);
  return found;
}

/** Of a stage of one kind. */
export function kindOf(stage: Exclude<Stage, "fiken:contact" | "rackbeat:lot">): ImportKind {
  const kind = KINDS.find((one) => stage.endsWith(`:${one}`));
  if (!kind) throw new Error(`The stage ${stage} is of no kind`);
  return kind;
}

export function isReadStage(stage: Stage): stage is ReadStage {
  return stage.startsWith("rackbeat:") || stage.startsWith("fiken:");
}

export function isKeyStage(stage: Stage): stage is KeyStage {
  return stage.startsWith("keys:");
}

export function firstCursor(kinds: readonly ImportKind[]): ImportCursor {
  const [first] = stagesOf(kinds);
  if (!first) throw new Error("An import of nothing");
  return beginningOf(first);
}

/** The beginning of the next stage; null at the end. */
export function cursorAfter(stage: Stage, kinds: readonly ImportKind[]): ImportCursor | null {
  const stages = stagesOf(kinds);
  const next = stages[stages.indexOf(stage) + 1];
  return next ? beginningOf(next) : null;
}

/** Rackbeat counts its pages from 1, Fiken from 0, and we our rows from 0; before every number is none. */
function beginningOf(stage: Stage): ImportCursor {
  if (isKeyStage(stage)) return { stage, at: "" };
  return { stage, at: stage.startsWith("rackbeat:") ? 1 : 0 };
}
