import { z } from "zod";

const url = (purpose: string) =>
  z.url({ protocol: /^https?$/, error: `must be an address: ${purpose}` });

const list = z
  .string()
  .default("")
  .transform((text) => text.split(/[\s,]+/).filter(Boolean));

/** 32 bytes, as 64 hex digits or as base64. */
const encryptionKey = z
  .string()
  .transform((text) => Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? "hex" : "base64"))
  .refine((key) => key.length === 32, "must be 32 bytes each, as base64 or hex");

/** `post@example.no`, or `Name <post@example.no>`. */
const mailbox = z.string().refine((text) => {
  const address = text.match(/^[^<>\r\n]+<([^<>]+)>$/)?.[1] ?? text;
  return z.email().safeParse(address.trim()).success;
}, "must be an e-mail address: who mails come from");
/** All of them or none. */
const VENDOR_LOGIN = {
  VENDOR_OIDC_ISSUER: "the vendor's login, an OpenID Connect issuer",
  VENDOR_OIDC_CLIENT_ID: "the app's client id at the vendor's login",
  VENDOR_OIDC_CLIENT_SECRET: "the app's client secret at the vendor's login",
  VENDOR_EMAILS: "who may see the vendor's dashboard",
} as const;

const DEVELOPMENT_SECRET = "development-only-secret-not-for-production";

/** The only file that reads process.env. The README's table "Settings" explains every variable. */
const envSchema = z
  .object({
    NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
    APP_URL: url("where the app is reached from outside").default("http://localhost:3000"),
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address of the database" })
      .optional(),
    DATABASE_DRIVER: z.enum(["pg", "neon"]).optional(),
    DATA_DIR: z.string().default(".data"),
    RACKBEAT_URL: url("Rackbeat's web host").default("https://app.rackbeat.com"),
    RACKBEAT_REQUESTS_PER_MINUTE: z.coerce.number().positive().max(60_000).default(480),
    RACKBEAT_APP_SLUG: z.string().default("fiken"),
    RACKBEAT_FRAME_ANCESTORS: list,
    FIKEN_API_URL: url("Fiken's API").default("https://api.fiken.no/api/v2"),
    FIKEN_OAUTH_URL: url("Fiken's login").default("https://fiken.no/oauth"),
    FIKEN_CLIENT_ID: z.string().default(""),
    FIKEN_CLIENT_SECRET: z.string().default(""),
    FIKEN_REQUESTS_PER_SECOND: z.coerce.number().positive().max(1000).default(4),
    ENCRYPTION_KEYS: list.pipe(z.array(encryptionKey)),
    NEXTAUTH_SECRET: z.string().default(""),
    NEXTAUTH_URL: url("where next-auth is reached").optional(),
    VENDOR_OIDC_ISSUER: url("the vendor's login").optional(),
    VENDOR_OIDC_CLIENT_ID: z.string().optional(),
    VENDOR_OIDC_CLIENT_SECRET: z.string().optional(),
    SMTP_URL: z
      .url({ protocol: /^smtps?$/, error: "must be an smtp:// address of the mail server" })
      .optional(),
    SMTP_FROM: mailbox.optional(),
    VENDOR_EMAILS: list.transform((emails) => emails.map((email) => email.toLowerCase())),
    INNGEST_EVENT_KEY: z.string().optional(),
    INNGEST_SIGNING_KEY: z.string().optional(),
    INNGEST_DEV: z.string().optional(),
    INNGEST_BASE_URL: url("Inngest, where self-hosted").optional(),
    NEXT_PHASE: z.string().optional(),
    LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
  })
  .superRefine((env, context) => {
    if (env.SMTP_URL && !env.SMTP_FROM) {
      const message = "is required beside SMTP_URL: who mails come from";
      context.addIssue({ code: "custom", path: ["SMTP_FROM"], message });
    }
  })
  .superRefine((env, context) => {
    const names = Object.keys(VENDOR_LOGIN) as (keyof typeof VENDOR_LOGIN)[];
    const missing = names.filter((name) => !env[name]?.length);
    if (missing.length === names.length) return;
    for (const name of missing) {
      const message = `is required with the other VENDOR_ values: ${VENDOR_LOGIN[name]}`;
      context.addIssue({ code: "custom", path: [name], message });
    }
  })
  .superRefine((env, context) => {
    // A build knows no secrets; the start that follows it does.
    if (env.NODE_ENV !== "production" || env.NEXT_PHASE === "phase-production-build") return;
    // The demo runs the production build on this machine; away from it nothing may rest on defaults.
    const local =
      URL.canParse(env.APP_URL) &&
      ["localhost", "127.0.0.1"].includes(new URL(env.APP_URL).hostname);
    const required = {
      FIKEN_CLIENT_ID: "the app's client id at Fiken",
      FIKEN_CLIENT_SECRET: "the app's client secret at Fiken",
      NEXTAUTH_SECRET: "signs the sessions of the frame; at least 32 characters",
      ...(local ? {} : { DATABASE_URL: "PGlite serves one process on one machine" }),
    } as const;
    for (const [name, purpose] of Object.entries(required)) {
      if (env[name as keyof typeof required]) continue;
      context.addIssue({ code: "custom", path: [name], message: `is required: ${purpose}` });
    }
    if (env.ENCRYPTION_KEYS.length === 0) {
      context.addIssue({
        code: "custom",
        path: ["ENCRYPTION_KEYS"],
        message: "is required: one or more 32-byte keys, newest first, for tokens at rest",
      });
    }
    if (env.NEXTAUTH_SECRET && env.NEXTAUTH_SECRET.length < 32) {
      context.addIssue({
        code: "custom",
        path: ["NEXTAUTH_SECRET"],
        message: "must be at least 32 characters",
      });
    }
  })
  .transform((env) => ({
    ...env,
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET || DEVELOPMENT_SECRET,
    ENCRYPTION_KEYS:
      env.ENCRYPTION_KEYS.length > 0
        ? env.ENCRYPTION_KEYS
        : [Buffer.from(DEVELOPMENT_SECRET.slice(0, 32))],
  }));

export type Env = z.infer<typeof envSchema>;

/** All faults are named at once. `FOO=` in a .env file means unset. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = envSchema.safeParse(set);
  if (parsed.success) return parsed.data;
  throw new Error(
    `The environment is not right (README, "Settings"):\n${z.prettifyError(parsed.error)}`,
  );
}

let env: Env | undefined;

/** Read at boot by instrumentation.ts, so that a wrong environment stops the app, not a customer. */
export function getEnv(): Env {
  if (!env) {
    env = parseEnv(process.env);
    // next-auth reads it from there and nowhere else; without it, it believes in localhost:3000.
    process.env.NEXTAUTH_URL ||= env.APP_URL;
  }
  return env;
}
