import { once } from "node:events";
import { createServer, type Socket } from "node:net";

export type ReceivedMail = { from: string; to: string[]; text: string };

export type MailServer = {
  url: string;
  received: ReceivedMail[];
  /** The next mail, of those to this address where one is named, is refused with this answer. */
  refuse: (answer: string, to?: string) => void;
  /** The next mail is taken, and the connection ends before that is said. */
  loseAnswer: () => void;
  /** The next connection ends before a word is said. */
  hangUp: () => void;
  close: () => Promise<void>;
};

/** As much of SMTP (RFC 5321) as a mail needs to be handed over, on a free port. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  let refusal: { answer: string; to: string | undefined } | null = null;
  let isAnswerLost = false;
  let isHungUp = false;
  const server = createServer((socket) => {
    if (isHungUp) {
      isHungUp = false;
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    serve(socket, {
      accept: (mail) => {
        if (refusal && mail.to.includes(refusal.to ?? mail.to[0] ?? "")) {
          const { answer } = refusal;
          refusal = null;
          return answer;
        }
        received.push(mail);
        if (!isAnswerLost) return "250 taken";
        isAnswerLost = false;
        socket.destroy();
        return null;
      },
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port was given");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    refuse: (answer, to) => {
      refusal = { answer, to };
    },
    loseAnswer: () => {
      isAnswerLost = true;
    },
    hangUp: () => {
      isHungUp = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

type Accept = (mail: ReceivedMail) => string | null;

/** `accept` answers null where nothing is said. */
function serve(socket: Socket, { accept }: { accept: Accept }): void {
  let mail: ReceivedMail = { from: "", to: [], text: "" };
  let isData = false;
  let rest = "";
  const say = (answer: string) => socket.write(`${answer}\r\n`);
  const addressIn = (line: string) => line.match(/<([^>]*)>/)?.[1] ?? "";

  function hear(line: string): void {
    if (isData) {
      if (line !== ".") {
        mail.text += `${line.replace(/^\./, "")}\n`;
        return;
      }
      isData = false;
      const answer = accept(mail);
      if (answer !== null) say(answer);
      mail = { from: "", to: [], text: "" };
    } else if (/^(EHLO|HELO|RSET|NOOP)/i.test(line)) say("250 ok");
    else if (/^MAIL FROM/i.test(line)) {
      mail.from = addressIn(line);
      say("250 ok");
    } else if (/^RCPT TO/i.test(line)) {
      mail.to.push(addressIn(line));
      say("250 ok");
    } else if (/^DATA/i.test(line)) {
      isData = true;
      say("354 go on");
    } else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
    else say("502 not here");
  }

  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    const lines = (rest + chunk.toString("utf8")).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) hear(line);
  });
  say("220 mail server of a test");
}

/** What a mail's reader sees: its text may travel as base64 or quoted-printable. */
export function textOf(raw: string | undefined): string {
  const [head = "", ...body] = (raw ?? "").split("\n\n");
  const text = body.join("\n\n");
  if (/content-transfer-encoding: base64/i.test(head)) {
    return Buffer.from(text, "base64").toString("utf8");
  }
  const joined = text.replaceAll("=\n", "");
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return /quoted-printable/i.test(head) ? Buffer.from(bytes, "latin1").toString("utf8") : text;
}
