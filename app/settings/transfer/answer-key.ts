import type { TransferDetails } from "./transfer-details";

type Asked = Pick<TransferDetails, "id" | "state" | "events" | "fikenRequests">;

/**
 * Under which the answer to a question about the transfer is kept: once something has happened to the transfer, the
 * answer is of before that, and is shown no more.
 */
export function answerKey(question: "replay" | "sides", transfer: Asked, locale: string) {
  const { id, state, events, fikenRequests } = transfer;
  return [question, id, locale, state, fikenRequests, events.at(-1)?.id ?? null] as const;
}
