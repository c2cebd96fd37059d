import { expect, test } from "vitest";
import { AppError } from "@/lib/errors/app-error";
import { handle } from "./handle";

const english = new Request("http://app.test/", { headers: { "accept-language": "en" } });

test("a problem is answered with its cause and fix in the reader's language", async () => {
  const route = handle(() =>
    Promise.reject(new AppError({ code: "session.expired", details: {} })),
  );
  const response = await route(english, undefined);
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({
    error: {
      code: "session.expired",
      cause: "The session has expired.",
      fix: "Load the page again in Rackbeat.",
    },
  });
});

test("a mistake of ours is answered with a reference and tells nothing of its inside", async () => {
  const route = handle(() => Promise.reject(new Error("password=hunter2")));
  const response = await route(english, undefined);
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(text).toMatch(/reference [0-9a-f]{8} to|reference [0-9a-f]{8}\./);
  expect(text).not.toContain("hunter2");
});
