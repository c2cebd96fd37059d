import { createTransport } from "nodemailer";
import { getEnv } from "@/lib/env";

const TIMEOUT_MS = 15_000;

/** Whether the app was given a mail server: where not, no digest is offered. */
export function canSendMail(): boolean {
  return getEnv().SMTP_URL !== undefined;
}

export type Mail = { to: string; subject: string; text: string };

/** Hands the mail to the server of `SMTP_URL`. Throws what the server, or the network, had against it. */
export async function sendMail(mail: Mail): Promise<void> {
  const { SMTP_URL, SMTP_FROM } = getEnv();
  if (!SMTP_URL || !SMTP_FROM) throw new Error("No mail server is set: SMTP_URL, SMTP_FROM");
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({ from: SMTP_FROM, ...mail });
  } finally {
    transport.close();
  }
}
