import { getEnv } from "@/lib/env";
import type { Problem } from "@/lib/errors/catalog";
import { CallFailure } from "@/lib/http/call-failure";
import { type Caller, createCaller, type Refusal } from "@/lib/http/caller";
import { paceOf } from "./pace";

const CONSUMER_NAME = "Fiken for Rackbeat";

/** Who calls, as every official client of Rackbeat's says it. */
function consumerHeaders(): Record<string, string> {
  const contact = getEnv().APP_URL;
  return {
    "user-agent": `${CONSUMER_NAME} (${contact})`,
    "consumer-name": CONSUMER_NAME,
    "consumer-contact": contact,
    "api-version": "latest",
  };
}

/** Calls Rackbeat's web host without a token: the install handshake. */
export function createHandshakeCaller(baseUrl: string): Caller {
  return createCaller({
    provider: "Rackbeat",
    baseUrl: `${baseUrl.replace(/\/$/, "")}/integration`,
    headers: { ...consumerHeaders(), "content-type": "application/json" },
    explain: ({ status }) => ({ code: "install.accept_failed", details: { status } }),
  });
}

/** Calls Rackbeat's API for one agreement, at its pace. */
export function createApiCaller({ baseUrl, token }: { baseUrl: string; token: string }): Caller {
  const pace = paceOf(token);
  const call = createCaller({
    provider: "Rackbeat",
    baseUrl: `${baseUrl.replace(/\/$/, "")}/api`,
    headers: { ...consumerHeaders(), authorization: `Bearer ${token}` },
    explain: explainRefusal,
  });
  return async (request) => {
    await pace.turn();
    try {
      const reply = await call(request);
      pace.learn(reply.headers);
      return reply;
    } catch (error) {
      if (error instanceof CallFailure && error.kind === "throttled") {
        pace.learn(new Headers({ "x-ratelimit-remaining": "0" }));
      }
      throw error;
    }
  };
}

/** 403 is also how Rackbeat refuses by a business rule; only on `/self` it means that the token is dead. */
function explainRefusal({ status, message, request }: Refusal): Problem {
  if (status === 401 || (status === 403 && request.path === "/self")) {
    return { code: "rackbeat.token_dead", details: {} };
  }
  return { code: "rackbeat.refused", details: { status, message } };
}
