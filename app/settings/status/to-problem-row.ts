import type { Problem } from "@/lib/errors/catalog";
import { type Place, remedyOf } from "@/lib/errors/remedies";
import type { WebAddress } from "@/lib/fiken/web-address";
import { explain } from "@/lib/i18n/explain";
import type { Locale } from "@/lib/i18n/locales";
import type { ProblemRow } from "./transfer-row";

/** Where both systems can be opened; null where Fiken is not connected. */
export type Addresses = {
  fiken: WebAddress | null;
  fikenDocument: WebAddress | null;
  rackbeat: WebAddress;
  rackbeatDocument: WebAddress;
};

/** A problem in words, with who can put it right and where. */
export function toProblemRow(problem: Problem, locale: Locale, addresses?: Addresses): ProblemRow {
  const { who, place } = remedyOf(problem);
  return {
    ...explain(problem, locale),
    who,
    place: pageOf(place, problem),
    outside: addresses ? outsideOf(place, addresses) : null,
  };
}

function pageOf(place: Place | null, { details }: Problem): ProblemRow["place"] {
  if (place === "set-up") return "set-up";
  if (place !== "mapping") return null;
  return "side" in details ? `mapping-${details.side}` : "mapping";
}

function outsideOf(place: Place | null, addresses: Addresses): ProblemRow["outside"] {
  const { fiken, fikenDocument, rackbeat, rackbeatDocument } = addresses;
  switch (place) {
    case "fiken":
      return fiken && { system: "fiken", ...fiken };
    case "fiken-document":
      return fikenDocument && { system: "fiken", ...fikenDocument };
    case "rackbeat":
      return { system: "rackbeat", ...rackbeat };
    case "rackbeat-document":
      return { system: "rackbeat", ...rackbeatDocument };
    default:
      return null;
  }
}
