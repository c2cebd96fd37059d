import type { Page } from "@playwright/test";

/** What a person's hands have done on a page and in its frames, in the order that it came. */
export type Hands = {
  /** Presses with the pointer, and keys that press what has the focus. */
  presses: string[];
  /** What was typed or pasted into a field. */
  typed: string[];
};

/** Counts from now on, by the events that the browser itself makes of them: what a script does by itself is none. */
export async function watchHands(page: Page): Promise<Hands> {
  const hands: Hands = { presses: [], typed: [] };
  await page.exposeBinding("noteHand", (_, kind: keyof Hands, what: string) => {
    hands[kind].push(what);
  });
  await page.addInitScript(() => {
    const note = (kind: string, what: string) => {
      (window as unknown as { noteHand: (kind: string, what: string) => void }).noteHand(
        kind,
        what,
      );
    };
    const nameOf = ({ target }: Event) =>
      target instanceof HTMLElement ? (target.innerText || target.outerHTML).slice(0, 60) : "";
    const listen = { capture: true };
    addEventListener(
      "pointerdown",
      (event) => event.isTrusted && note("presses", nameOf(event)),
      listen,
    );
    addEventListener(
      "keydown",
      (event) => {
        if (event.isTrusted && ["Enter", " "].includes(event.key)) note("presses", nameOf(event));
      },
      listen,
    );
    addEventListener("paste", (event) => note("typed", nameOf(event)), listen);
    addEventListener(
      "input",
      (event) => {
        const { target } = event;
        const isTicked = target instanceof HTMLInputElement && /checkbox|radio/.test(target.type);
        const isChosen = target instanceof HTMLSelectElement;
        if (!isTicked && !isChosen) note("typed", nameOf(event));
      },
      listen,
    );
  });
  return hands;
}
