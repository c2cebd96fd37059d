import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Cookies, expect, test } from "./fixtures";

/** What a page can do with its cookies in a frame of another site. */
const FINDS: Record<Cookies, string> = {
  allowed: "sent: by-server=1; by-page=1, seen: by-server=1; by-page=1",
  blocked: "sent: , seen: ",
};

const PAGE = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><p role="status"></p><script type="module">
document.cookie = "by-page=1; SameSite=None; Secure";
const sent = await (await fetch("/echo", { credentials: "include" })).text();
document.querySelector("p").textContent = "sent: " + sent + ", seen: " + document.cookie;
</script>`;

test("the browser of these stories does with third-party cookies what their name says", async ({
  browserContext,
  cookies,
  rackbeatPage,
}) => {
  const server = createServer((request, response) => {
    if (request.url === "/echo") return response.end(request.headers.cookie ?? "");
    response.setHeader("Content-Type", "text/html");
    const { port } = server.address() as AddressInfo;
    if (request.url === "/host") {
      return response.end(
        `<!doctype html><link rel="icon" href="data:,"><iframe title="frame" src="http://localhost:${port}/"></iframe>`,
      );
    }
    response.setHeader("Set-Cookie", "by-server=1; SameSite=None; Secure");
    return response.end(PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await rackbeatPage.goto(`http://127.0.0.1:${port}/host`);
  const status = rackbeatPage.getByTitle("frame").contentFrame().getByRole("status");
  await expect(status).toHaveText(FINDS[cookies]);

  await browserContext.clearCookies();
  server.closeAllConnections();
  server.close();
});
