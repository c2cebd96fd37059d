import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  // Messages are parsed by the build: a parser in the browser would be a twelfth of what a page loads.
  experimental: {
    messages: { path: "./lib/i18n/messages", format: "json", locales: "infer", precompile: true },
  },
});

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // They load files of their own (WebAssembly, workers, native code): left to Node, not bundled.
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@neondatabase/serverless",
    "pg",
    "pino",
    "ws",
    "next-auth",
  ],
  outputFileTracingIncludes: { "/*": ["./db/migrations/**/*"] },
  // The address of a settings page is a password: it belongs in no log, not even on a developer's screen.
  logging: { incomingRequests: false, browserToTerminal: false },
  devIndicators: false,
  // `npm run check` judges the types. A build must not fail on a test's types, nor take twice as long for them.
  typescript: { ignoreBuildErrors: true },
};

export default withNextIntl(config);
