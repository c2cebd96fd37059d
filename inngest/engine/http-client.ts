import http from "node:http";
import https from "node:https";

export type HttpAnswer = { status: number; header(name: string): string | undefined; text: string };

/**
 * Sends JSON over connections that stay open. A free one is closed after four seconds: Node's servers
 * close theirs after five, and a request must not meet that moment.
 */
export function createHttpClient() {
  const options = { keepAlive: true, timeout: 4_000, scheduling: "lifo" as const };
  const agents = { http: new http.Agent(options), https: new https.Agent(options) };

  return {
    /** Rejects when no complete answer arrives within `timeoutMs`. */
    send(
      method: "POST" | "PUT",
      url: URL,
      {
        headers,
        body,
        timeoutMs,
      }: { headers: Record<string, string>; body: string; timeoutMs: number },
    ): Promise<HttpAnswer> {
      const secure = url.protocol === "https:";
      return new Promise((resolve, reject) => {
        const request = (secure ? https : http).request(
          url,
          {
            method,
            agent: secure ? agents.https : agents.http,
            signal: AbortSignal.timeout(timeoutMs),
            headers: {
              ...headers,
              "content-type": "application/json",
              "content-length": Buffer.byteLength(body),
            },
          },
          (response) => {
            const chunks: Buffer[] = [];
            response.on("data", (chunk: Buffer) => chunks.push(chunk));
            response.on("error", reject);
            response.on("end", () =>
              resolve({
                status: response.statusCode ?? 0,
                header: (name) => [response.headers[name]].flat()[0],
                text: Buffer.concat(chunks).toString("utf8"),
              }),
            );
          },
        );
        request.on("error", reject);
        request.end(body);
      });
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

export type HttpClient = ReturnType<typeof createHttpClient>;
