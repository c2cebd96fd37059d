import { z } from "zod";
import { readJson } from "@/lib/http/reply";
import { isRecord } from "./envelopes";
import { createHandshakeCaller } from "./rackbeat-caller";
import { optionalText } from "./values";

const acceptedSchema = z
  .preprocess(
    // Rackbeat's own template reads the keys from the top; wrapped in `data` they mean the same.
    (answer) => (isRecord(answer) && isRecord(answer.data) ? answer.data : answer),
    z.object({
      access_token: optionalText,
      token: optionalText,
      app_slug: optionalText,
      redirect_to: optionalText,
    }),
  )
  .transform(({ access_token, token, app_slug, redirect_to }, context) => {
    const accessToken = access_token ?? token;
    if (accessToken) return { accessToken, appSlug: app_slug, redirectTo: redirect_to };
    context.addIssue({ code: "custom", path: ["access_token"], message: "is missing" });
    return z.NEVER;
  });

export type AcceptedInstall = z.output<typeof acceptedSchema>;

/**
 * Says yes or no to an install that a user began in Rackbeat. Whether accepting twice fails is unknown, so the
 * caller accepts once. Throws CallFailure: `refused` where Rackbeat does not know the token (any more).
 */
export function createHandshake({ baseUrl }: { baseUrl: string }) {
  const call = createHandshakeCaller(baseUrl);
  const post = (verb: "accept" | "cancel", installToken: string) =>
    call({
      method: "POST",
      path: `/${verb}/${encodeURIComponent(installToken)}`,
      // The token is a password: it stays out of errors.
      label: `POST /integration/${verb}`,
    });

  return {
    /** The agreement's permanent API token; `redirectTo` is where Rackbeat wants the browser back. */
    async accept(installToken: string): Promise<AcceptedInstall> {
      return readJson(await post("accept", installToken), acceptedSchema);
    },

    async cancel(installToken: string): Promise<void> {
      await post("cancel", installToken);
    },
  };
}

export type Handshake = ReturnType<typeof createHandshake>;
