import type { Database } from "@/db/client";

/** What one short piece of work has read, and how to write it down together with the cursor. */
export type Step = {
  /** Where the stage goes on; null: it is over. */
  next: string | number | null;
  write?: (tx: Database) => Promise<void>;
  /** Documents of Rackbeat's that cannot be compared. */
  unreadable?: number;
};
