import { Inngest } from "inngest";
import { log } from "@/lib/log";

/** Dev server, cloud or self-hosted: the SDK reads `INNGEST_*` from the environment. */
export const inngest = new Inngest({ id: "fiken-for-rackbeat", logger: log });
