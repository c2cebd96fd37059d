import { expect, test } from "vitest";
import { databaseOptions } from "./database";

const url = "postgres://app:secret@db.example.com/fiken";
const neonUrl = "postgres://app:secret@ep-cool-1.eu-central-1.aws.neon.tech/fiken";

test.each([
  { given: "no address", env: {}, options: { driver: "pglite", dataDir: "data/pglite" } },
  { given: "a server", env: { DATABASE_URL: url }, options: { driver: "pg", url } },
  {
    given: "Neon's host",
    env: { DATABASE_URL: neonUrl },
    options: { driver: "neon", url: neonUrl },
  },
  {
    given: "a host that only looks like Neon's",
    env: { DATABASE_URL: "postgres://neon.tech.example.com/fiken" },
    options: { driver: "pg", url: "postgres://neon.tech.example.com/fiken" },
  },
  {
    given: "Neon's driver by name",
    env: { DATABASE_URL: url, DATABASE_DRIVER: "neon" as const },
    options: { driver: "neon", url },
  },
  {
    given: "node-postgres by name, for Neon's host",
    env: { DATABASE_URL: neonUrl, DATABASE_DRIVER: "pg" as const },
    options: { driver: "pg", url: neonUrl },
  },
])("$given is opened by $options.driver", ({ env, options }) => {
  expect(
    databaseOptions({
      DATABASE_URL: undefined,
      DATABASE_DRIVER: undefined,
      DATA_DIR: "data",
      ...env,
    }),
  ).toEqual(options);
});
