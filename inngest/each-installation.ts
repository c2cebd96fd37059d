import type { GetStepTools } from "inngest";
import { getDatabase } from "@/db/database";
import { listActiveInstallations } from "@/db/queries/installations";
import type { inngest } from "./client";

type Step = GetStepTools<typeof inngest>;
type Sent = Exclude<Parameters<Step["sendEvent"]>[1], readonly unknown[]>;
type EventOf = (installation: { installationId: string }) => Sent;

/** As many events as one send carries comfortably. */
const PAGE_SIZE = 500;

/**
 * What a cron does: one event for every active installation, a page at a time. `name` is of the steps, so it is never
 * changed while runs are under way.
 */
export async function requestForEach(step: Step, name: string, eventOf: EventOf): Promise<void> {
  let after: string | null = null;
  for (let page = 1; ; page += 1) {
    const last: string | null = after;
    const installationIds: string[] = await step.run(`list-installations-${page}`, () =>
      pageOfInstallations(last),
    );
    after = installationIds.at(-1) ?? null;
    if (!after) return;
    await step.sendEvent(`request-${name}-${page}`, installationIds.map(toEvent(eventOf)));
  }
}

/** One event for each of these installations: after an outage they may be very many. */
export async function requestForThese(
  step: Step,
  name: string,
  { installationIds, eventOf }: { installationIds: readonly string[]; eventOf: EventOf },
): Promise<void> {
  for (let from = 0; from < installationIds.length; from += PAGE_SIZE) {
    const page = installationIds.slice(from, from + PAGE_SIZE);
    await step.sendEvent(`${name}-${from / PAGE_SIZE + 1}`, page.map(toEvent(eventOf)));
  }
}

function toEvent(eventOf: EventOf): (installationId: string) => Sent {
  return (installationId) => eventOf({ installationId });
}

/** Ids of active installations; `after` is the last of the page before. */
async function pageOfInstallations(after: string | null): Promise<string[]> {
  const listed = await listActiveInstallations(await getDatabase(), {
    limit: PAGE_SIZE,
    ...(after ? { after } : {}),
  });
  return listed.map(({ id }) => id);
}
