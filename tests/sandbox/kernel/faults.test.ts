import { expect, test } from "vitest";
import { FaultPlan, parseFault } from "./faults";

test("a fault strikes the nth matching request, as many times as asked, and is then used up", () => {
  const plan = new FaultPlan();
  plan.add({ kind: "500-before", method: "POST", path: "/sales", nth: 2, times: 2 });

  expect(plan.take("GET", "/sales")).toBeUndefined();
  expect(plan.take("POST", "/sales")).toBeUndefined();
  expect(plan.take("POST", "/sales")?.kind).toBe("500-before");
  expect(plan.take("POST", "/sales")?.kind).toBe("500-before");
  expect(plan.take("POST", "/sales")).toBeUndefined();
  expect(plan.list()).toEqual([]);
});

test("two faults strike one after the other", () => {
  const plan = new FaultPlan();
  plan.add({ kind: "429" });
  plan.add({ kind: "lose-answer" });

  expect([1, 2, 3].map(() => plan.take("GET", "/")?.kind)).toEqual([
    "429",
    "lose-answer",
    undefined,
  ]);
});

test("chance is the same for the same seed, and stops at clear", () => {
  const run = (seed: number) => {
    const plan = new FaultPlan();
    plan.setRandom({ seed, probability: 0.3, kinds: ["lose-answer", "500-after"], path: /sales$/ });
    return Array.from({ length: 200 }, () => plan.take("POST", "/sales")?.kind);
  };

  expect(run(7)).toEqual(run(7));
  expect(run(7)).not.toEqual(run(8));
  const struck = run(7).filter(Boolean).length;
  expect(struck).toBeGreaterThan(30);
  expect(struck).toBeLessThan(90);

  const plan = new FaultPlan();
  plan.setRandom({ seed: 1, probability: 1, kinds: ["429"] });
  plan.clear();
  expect(plan.take("POST", "/sales")).toBeUndefined();
});

test("each kind strikes by a chance of its own, and nothing is lost after a commit that was none", () => {
  const kinds = ["429", "500-before", "lose-answer", "timeout-after"] as const;
  const struckOf = (method: string) => {
    const plan = new FaultPlan();
    plan.setRandom({ seed: 3, probability: 0.1, each: true, kinds: [...kinds] });
    const struck = Array.from({ length: 2_000 }, () => plan.take(method, "/sales")?.kind);
    return kinds.map((kind) => struck.filter((one) => one === kind).length);
  };
  for (const count of struckOf("POST")) {
    expect(count).toBeGreaterThan(130);
    expect(count).toBeLessThan(220);
  }
  const [throttled = 0, broken = 0, ...after] = struckOf("GET");
  expect(Math.min(throttled, broken)).toBeGreaterThan(140);
  expect(after).toEqual([0, 0]);
});

test("a fault is read from JSON, its path as text or as a regular expression", () => {
  expect(parseFault({ kind: "timeout", path: "/sales" })).toEqual({
    kind: "timeout",
    path: "/sales",
  });
  expect(parseFault({ kind: "timeout", path: "/sales$/i" }).path).toEqual(/sales$/i);
  expect(() => parseFault({ kind: "meteor" })).toThrow();
});
