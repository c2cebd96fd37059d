import { once } from "node:events";
import { createServer, type Socket } from "node:net";

export type ReceivedMail = { from: string; to: string[]; text: string };

export type MailServer = {
  url: string;
  received: ReceivedMail[];
  /** The next mail is refused with this answer. */
  refuse: (answer: string) => void;
  close: () => Promise<void>;
};

/** As much of SMTP (RFC 5321) as a mail needs to be handed over, on a free port. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  let refusal: string | null = null;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    serve(socket, {
      accept: (mail) => {
        const refused = refusal;
        refusal = null;
        if (refused === null) received.push(mail);
        return refused ?? "250 taken";
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
    refuse: (answer) => {
      refusal = answer;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function serve(socket: Socket, { accept }: { accept: (mail: ReceivedMail) => string }): void {
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
      say(accept(mail));
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
