import { timestamp } from "drizzle-orm/pg-core";

/** A moment, always with its zone. */
export const moment = () => timestamp({ withTimezone: true, mode: "date" });

export const timestamps = {
  createdAt: moment().notNull().defaultNow(),
  updatedAt: moment()
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date()),
};
