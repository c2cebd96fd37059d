import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { Button } from "./button";

type Look = Parameters<typeof Button>[0];

/** Whether the press came through, and whether the browser goes on with what the button is for: submitting. */
function press(look: Look) {
  const onClick = vi.fn();
  const preventDefault = vi.fn();
  Button({ type: "submit", ...look, onClick }).props.onClick({ preventDefault });
  return {
    isHeard: onClick.mock.calls.length > 0,
    isSubmitted: preventDefault.mock.calls.length === 0,
  };
}

test.each([{ busy: true }, { disabled: true }])(
  "%o: a press does nothing, and submits no form",
  (look) => {
    expect(press(look)).toEqual({ isHeard: false, isSubmitted: false });
  },
);

test("a press on any other button is heard", () => {
  expect(press({})).toEqual({ isHeard: true, isSubmitted: true });
});

test("a busy button keeps the focus, and says that it is busy", () => {
  const shown = renderToStaticMarkup(<Button busy>Lagre</Button>);
  expect(shown).toMatch(/aria-disabled="true" aria-busy="true"/);
  expect(shown).not.toMatch(/ disabled=/);
});

test("a button that nobody listens to can be drawn by the server: it carries no handler", () => {
  expect(Button({ type: "submit" }).props).not.toHaveProperty("onClick");
});
