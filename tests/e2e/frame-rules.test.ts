import { expect, test } from "./fixtures";

test("settings may be framed by Rackbeat alone, everything else by nobody, and nothing is told to others", async ({
  system: { appUrl, rackbeat },
  agreementId,
  goLive,
}) => {
  await goLive();
  const settings = rackbeat.world.agreement(agreementId).plugins.get("fiken")?.settingsUrl ?? "";
  const embedded = [settings, `${settings}/set-up`, `${settings}/mapping`];
  const others = [
    `${appUrl}/`,
    `${appUrl}/install/problem`,
    `${appUrl}/install/connected`,
    `${appUrl}/nowhere`,
  ];
  for (const address of [...embedded, ...others]) {
    const response = await fetch(address);
    await response.arrayBuffer();
    const { headers } = response;
    const ancestors = embedded.includes(address) ? rackbeat.url : "'none'";
    const path = new URL(address).pathname;
    expect(headers.get("content-security-policy"), path).toContain(`frame-ancestors ${ancestors}`);
    expect(headers.get("referrer-policy"), path).toBe("no-referrer");
    expect(headers.getSetCookie(), path).toEqual([]);
  }
});

test("another site's frame stays empty", async ({
  system: { appUrl, rackbeat },
  agreementId,
  goLive,
  openPage,
  witness,
}) => {
  witness.expected = /frame-ancestors|X-Frame-Options/i;
  await goLive();
  const settings = rackbeat.world.agreement(agreementId).plugins.get("fiken")?.settingsUrl ?? "";
  const page = await openPage();
  // The app's own host is not Rackbeat's either.
  await page.route(`${appUrl}/host`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<iframe title="app" src="${settings}"></iframe>`,
    }),
  );
  await page.goto(`${appUrl}/host`);
  await expect.poll(() => witness.errors.join()).toMatch(/frame-ancestors/);
  await expect(page.getByTitle("app").contentFrame().getByRole("navigation")).toHaveCount(0);
});

test("the frame is as high as its page, on every page, with no scrollbar of its own", async ({
  goLive,
  rackbeatPage,
  frame,
  book,
}) => {
  await goLive();
  await book("Ny varegruppe");
  await expect(frame.getByText(/har ingen salgskonto/).first()).toBeVisible();
  for (const page of ["Status", "Kontoer", "Oppsett"]) {
    await frame.getByRole("link", { name: page, exact: true }).click();
    await expect(frame.getByRole("link", { name: page, exact: true })).toHaveAttribute(
      "aria-current",
      "page",
    );
    // The element's own border counts into its height.
    await expect
      .poll(() => rackbeatPage.getByTitle("Innstillinger for Fiken").evaluate(scrollable), {
        message: page,
      })
      .toBe(0);
    await expect
      .poll(() => frame.getByRole("main").evaluate(overflow), {
        message: `${page}: hidden part of the page`,
      })
      .toEqual({ below: 0, beside: 0 });
  }
});

/** How much the frame's box is scrolled by its host. */
function scrollable(element: HTMLElement | SVGElement): number {
  return element.scrollHeight - element.clientHeight;
}

/** How much of the page the frame does not show. */
function overflow(): { below: number; beside: number } {
  const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
  return { below: scrollHeight - clientHeight, beside: scrollWidth - clientWidth };
}
