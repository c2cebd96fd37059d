"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { ImportRowPage } from "./import-rows";
import { moveOf } from "./list-keys";

/** The controls of a row that a keyboard goes between; each carries its name as `data-cell`. */
const CELLS = ["select", "details"] as const;
type Cell = (typeof CELLS)[number];

/** A row to be stood on as soon as its page is there. */
type Wish = { at: "first" | "last" | number; cell: Cell };

/**
 * One row at a time is in the tab order, and arrows go between rows: fifty rows are one stop for a keyboard, not a
 * hundred. What is left over the edge of the page turns it.
 */
export function useListFocus(page: ImportRowPage, onPage: (cursor: string | null) => void) {
  const list = useRef<HTMLUListElement>(null);
  const wish = useRef<Wish | null>(null);
  const [active, setActive] = useState(0);
  const index = Math.min(active, page.rows.length - 1);

  const focus = (at: number, cell: Cell) => {
    const rows = list.current?.querySelectorAll(`[data-row]`) ?? [];
    const row = rows[at];
    const control =
      row?.querySelector<HTMLElement>(`[data-cell="${cell}"]`) ??
      row?.querySelector<HTMLElement>("[data-cell]");
    control?.focus();
  };

  const { rows } = page;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is what it waits for
  useEffect(() => {
    const wanted = wish.current;
    if (!wanted) return;
    wish.current = null;
    const standsOn = document.activeElement;
    const isLost = standsOn === document.body;
    // A row that is still there keeps the keyboard; on another page the old place means nothing.
    if (!isLost && (typeof wanted.at === "number" || !list.current?.contains(standsOn))) return;
    const at = wanted.at === "first" ? 0 : wanted.at === "last" ? rows.length - 1 : wanted.at;
    focus(Math.min(at, rows.length - 1), wanted.cell);
  }, [rows]);

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const control = (event.target as HTMLElement).closest<HTMLElement>("[data-cell]");
    const cell = CELLS.find((one) => one === control?.dataset.cell);
    if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      return focus(index, event.key === "ArrowLeft" ? "select" : "details");
    }
    const move = moveOf(event.key, { index, count: rows.length });
    if (!move) return;
    event.preventDefault();
    if (move.to === "row") return focus(move.index, cell);
    const cursor = page[move.page];
    if (cursor === null) return;
    wish.current = { at: move.page === "next" ? "first" : "last", cell };
    onPage(cursor);
  };

  return {
    list,
    activeIndex: index,
    onKeyDown,
    onFocusRow: setActive,
    /** The row under the keyboard may be gone after what is done now: its place is kept. */
    keepPlace: () => {
      wish.current = { at: index, cell: "details" };
    },
  };
}
