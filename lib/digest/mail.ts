import { createTransport, type Transporter } from "nodemailer";
import { z } from "zod";
import { getEnv } from "@/lib/env";

const TIMEOUT_MS = 15_000;

/** Whether the app was given a mail server: where not, no digest is offered. */
export function canSendMail(): boolean {
  return getEnv().SMTP_URL !== undefined;
}

export type Mail = { to: string; subject: string; text: string };

/** Throws where the mail server of `SMTP_URL` is not there, or does not let us in: nothing has been sent then. */
export async function checkMailServer(): Promise<void> {
  await withServer((server) => server.verify());
}

/** Hands the mail to the server of `SMTP_URL`. Throws what the server, or the network, had against it. */
export async function sendMail(mail: Mail): Promise<void> {
  await withServer((server, from) => server.sendMail({ from, ...mail }));
}

/** The server said no, so it does not have the mail. Anything else that is thrown may have come after its yes. */
export function isMailRefused(error: unknown): boolean {
  return refusalSchema.safeParse(error).success;
}

/** As nodemailer has it: the number that a refusal begins with (RFC 5321, 4.2.1). */
const refusalSchema = z.object({ responseCode: z.number().min(400).max(599) });

async function withServer(
  use: (server: Transporter, from: string) => Promise<unknown>,
): Promise<void> {
  const { SMTP_URL, SMTP_FROM } = getEnv();
  if (!SMTP_URL || !SMTP_FROM) throw new Error("No mail server is set: SMTP_URL, SMTP_FROM");
  const server = createTransport({
    url: SMTP_URL,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await use(server, SMTP_FROM);
  } finally {
    server.close();
  }
}
