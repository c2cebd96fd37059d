import { expect, test } from "vitest";
import { compileExpression } from "./expression";
import { ExpressionError } from "./expression-lexer";

const event = {
  name: "shop/order.placed",
  data: { id: "o1", total: 120, tags: ["a", "b"], customer: { id: 7 }, open: true, "odd key": 1 },
};

const evaluate = (source: string) => compileExpression(source, ["event"]).evaluate({ event });

test.each([
  ["event.data.id", "o1"],
  ['event.data["odd key"]', 1],
  ["event.data.tags[1]", "b"],
  ["event.data.missing.deeper", null],
  ["'x' + \"-\" + event.data.id", "x-o1"],
  ["1 + 2 * 3 - 4 / 2", 5],
  ["(1 + 2) * 3", 9],
  ["10 - 3 - 2", 5],
  ["-event.data.total", -120],
  ["event.data.total > 100 && event.data.open", true],
  ["event.data.total > 200 || event.data.id == 'o1'", true],
  ["!event.data.open", false],
  ["event.data.id != 'o2'", true],
  ["event.data.missing == null", true],
  ["event.data.missing > 1", false],
  ["event.data.missing && true", false],
  ["'a' in event.data.tags", true],
  ["event.data.total in [1, 120]", true],
  ["has(event.data.customer) ? 'yes' : 'no'", "yes"],
  ["size(event.data.tags)", 2],
  ["string(event.data.customer.id) + '!'", "7!"],
  ["event.name.startsWith('shop/')", true],
  ["event.name.endsWith('.placed') && event.name.contains('order')", true],
])("%s", (source, value) => expect(evaluate(source)).toEqual(value));

test.each([
  "event.data.",
  "event.data.x +",
  "other.data",
  "eval('1')",
  "a = b",
  "event.data.x.map(1)",
  "'x",
])("%s is refused before any event comes", (source) =>
  expect(() => compileExpression(source, ["event"])).toThrow(ExpressionError),
);

test("operands that do not fit are an error, not a guess", () => {
  expect(() => evaluate("event.data.missing + 'x'")).toThrow(ExpressionError);
  expect(() => evaluate("event.data.id < 3")).toThrow(ExpressionError);
  expect(() => evaluate("event.data.id && true")).toThrow(ExpressionError);
});

test("a key is the text itself, or JSON", () => {
  const keyOf = (source: string) => compileExpression(source, ["event"]).key({ event });
  expect(keyOf("event.data.id")).toBe("o1");
  expect(keyOf("event.data.customer")).toBe('{"id":7}');
  expect(keyOf("event.data.missing")).toBe("null");
});
