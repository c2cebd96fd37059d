import fc from "fast-check";
import { expect, test } from "vitest";
import { cutText, joinText, nameOfLine, textWithQuantity } from "./line-text";

const family = "👩‍👩‍👧‍👦";

test("a text that fits is left alone", () => {
  expect(cutText("x".repeat(200))).toBe("x".repeat(200));
});

test.each([
  { name: "plain letters", text: "x".repeat(201), cut: `${"x".repeat(199)}…` },
  { name: "no half emoji", text: "x".repeat(190) + family, cut: `${"x".repeat(190)}…` },
  { name: "no trailing space", text: `${"x".repeat(198)} yyyy`, cut: `${"x".repeat(198)}…` },
])("$name at the cut", ({ text, cut }) => {
  expect(cutText(text)).toBe(cut);
});

test("no text is longer than 200, and none ends in half a character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
      const cut = cutText(text);
      expect(cut.length).toBeLessThanOrEqual(200);
      expect(() => encodeURIComponent(cut)).not.toThrow();
    }),
  );
});

const item = { number: "125-1", name: "Spade, herdet" };
test.each([
  { line: { name: "Spade", item: null, child_id: "125-1" }, text: "Spade 125-1" },
  { line: { name: " Spade\n  liten ", item: null, child_id: null }, text: "Spade liten" },
  {
    line: { name: null, item: { ...item, group: null }, child_id: null },
    text: "Spade, herdet 125-1",
  },
  { line: { name: "Spade 125-1", item: null, child_id: "125-1" }, text: "Spade 125-1" },
  { line: { name: null, item: null, child_id: "125-1" }, text: "125-1" },
  { line: { name: null, item: null, child_id: null }, text: "Linje 3" },
])("a line is named $text", ({ line, text }) => {
  expect(nameOfLine(line, 3)).toBe(text);
});

test("quantities are written the Norwegian way", () => {
  expect(textWithQuantity("2.5", "Tau")).toBe("2,5 x Tau");
});

test("a text joins the line before it where both fit, else stays on the PDF", () => {
  expect(joinText("Spade", " levert\n mandag ")).toBe("Spade – levert mandag");
  expect(joinText("Spade", "x".repeat(200))).toBe("Spade");
  expect(joinText("Spade", null)).toBe("Spade");
});
