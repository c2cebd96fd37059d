import type { BrowserContext, Page, Request, Response } from "@playwright/test";

/** Everything that a story must never do, noted while it runs. */
export type Witness = {
  /** Console errors (a broken content security policy is one) and uncaught exceptions. */
  errors: string[];
  /** What a story provokes on purpose. */
  expected: RegExp | undefined;
  /** Origins that pages of the app have asked for something. */
  askedByApp: Set<string>;
  /** Answers of the app that carried a cookie. */
  cookiesSet: string[];
  /** Waits for what is still being noted, and stops. */
  rest: () => Promise<void>;
};

/** Watches every page of the browser, those that a story opens later as well. */
export function watch(context: BrowserContext, appUrl: string): Witness {
  const pending = new Set<Promise<void>>();
  const witness: Witness = {
    errors: [],
    expected: undefined,
    askedByApp: new Set(),
    cookiesSet: [],
    rest: async () => {
      context.off("request", onRequest);
      context.off("response", onResponse);
      context.off("page", onPage);
      await Promise.all(pending);
    },
  };

  function onRequest(request: Request) {
    if (originOf(whoAsked(request)) !== appUrl) return;
    if (!request.url().startsWith("data:")) witness.askedByApp.add(originOf(request.url()));
  }

  function onResponse(response: Response) {
    if (originOf(response.url()) !== appUrl) return;
    const noted = response.headerValue("set-cookie").then(
      (cookie) => {
        if (cookie) witness.cookiesSet.push(`${pathOf(response.url())}: ${cookie}`);
      },
      // The page is gone, and with it the browser's memory of the answer.
      () => undefined,
    );
    pending.add(noted);
    void noted.then(() => pending.delete(noted));
  }

  function onPage(page: Page) {
    page.on("console", (message) => {
      if (message.type() === "error")
        witness.errors.push(`${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => witness.errors.push(String(error)));
  }

  for (const page of context.pages()) onPage(page);
  context.on("request", onRequest);
  context.on("response", onResponse);
  context.on("page", onPage);
  return witness;
}

/** The document that wanted it; a page that is just being opened was asked for by the one before it. */
function whoAsked(request: Request): string {
  if (request.isNavigationRequest()) return "";
  return request.serviceWorker()?.url() ?? request.frame().url();
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : "";
}

/** The address of a settings page is a password: only its kind is told. */
function pathOf(url: string): string {
  return new URL(url).pathname.replace(/^\/settings\/[^/]+\/[^/]+/, "/settings/…");
}
