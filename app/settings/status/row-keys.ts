import type { KeyboardEvent } from "react";

/** A row's link, and the field above the rows: among these the arrow keys move. */
const ROW = "[data-row]";
const SEARCH = "input[type=search]";

/** Arrow keys go from row to row, and from the search field into the list; Enter opens, as of any link. */
export function moveAmongRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const from = event.target;
  if (step === undefined || !(from instanceof HTMLElement) || !from.matches(`${ROW}, ${SEARCH}`)) {
    return;
  }
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(`${SEARCH}, ${ROW}`)];
  const next = stops[stops.indexOf(from) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
