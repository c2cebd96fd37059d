import { getEnv } from "@/lib/env";

const SETTINGS_PATH = "/settings/";
const WEBHOOK_PATH = "/api/webhooks/rackbeat/";

const ours = (path: string) => new URL(path, getEnv().APP_URL).href;

/** The settings page in Rackbeat's frame. A password: only the hash of its secret is stored. */
export function settingsUrl(agreementId: string, secret: string): string {
  return ours(`${SETTINGS_PATH}${encodeURIComponent(agreementId)}/${secret}`);
}

/** Where Rackbeat delivers this agreement's webhooks. */
export function webhookUrl(agreementId: string, secret: string): string {
  return ours(`${WEBHOOK_PATH}${encodeURIComponent(agreementId)}/${secret}`);
}

/** Whether a webhook in the agreement is one of this app's, and not of another app or another host of ours. */
export function isOurWebhookUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, pathname } = new URL(url);
  return origin === new URL(getEnv().APP_URL).origin && pathname.startsWith(WEBHOOK_PATH);
}

/** Where Fiken sends the browser after its login. */
export function fikenRedirectUri(): string {
  return ours("/install/fiken/callback");
}

/**
 * Where the browser goes after an install: the address Rackbeat named, if it is Rackbeat's own; else Rackbeat.
 * Anything else would make the callback an open redirect.
 */
export function backToRackbeat(redirectTo: string | null): string {
  const rackbeat = new URL(getEnv().RACKBEAT_URL);
  if (redirectTo === null || !URL.canParse(redirectTo)) return rackbeat.href;
  const target = new URL(redirectTo);
  if (target.username || target.password) return rackbeat.href;
  const isRackbeats = target.protocol === "https:" && target.hostname.endsWith(".rackbeat.com");
  return isRackbeats || target.origin === rackbeat.origin ? target.href : rackbeat.href;
}
