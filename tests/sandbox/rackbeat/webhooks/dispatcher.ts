import type { Agreement } from "../world/agreement";
import type { Webhook } from "../world/rows";
import { type BodyForms, bodyFormOf, webhookBody } from "./bodies";
import type { Happening } from "./events";
import { type Outcome, postDelivery } from "./post";

/** How webhooks are sent. May be changed while the sandbox runs: faults for people and tests. */
export type WebhookSettings = {
  bodyForm: BodyForms;
  /** First pause before a retry; each next one is twice as long. Rackbeat spreads its tries over a day. */
  retryBaseMs: number;
  maxAttempts: number;
  /** How long the receiver may take to answer. */
  timeoutMs: number;
  /** Deliveries under way at a time. */
  concurrency: number;
  /** Each delivery is sent twice. */
  duplicates: boolean;
  /** Deliveries are gathered for `reorderWindowMs` and sent last first. */
  reorder: boolean;
  reorderWindowMs: number;
  /** Nothing is sent at all, as after an import in Rackbeat's own screens. */
  lost: boolean;
  /** Deliveries carry a token that is not the webhook's. */
  wrongToken: boolean;
  /** Failed tries in a row after which a webhook is switched off; 0 never does. */
  disableAfterFailures: number;
};

export const DEFAULT_WEBHOOK_SETTINGS: WebhookSettings = {
  bodyForm: {},
  retryBaseMs: 1000,
  maxAttempts: 12,
  timeoutMs: 15_000,
  concurrency: 25,
  duplicates: false,
  reorder: false,
  reorderWindowMs: 100,
  lost: false,
  wrongToken: false,
  disableAfterFailures: 0,
};

export type Attempt = Outcome & { id: number; at: Date };

export type Delivery = {
  id: number;
  agreementId: number;
  webhookId: number;
  event: string;
  key: string;
  url: string;
  token: string;
  body: string;
  state: "waiting" | "delivered" | "failed" | "lost";
  attempts: Attempt[];
};

/** Sends each happening to the agreement's active webhooks, and keeps the log of every try. */
export class WebhookDispatcher {
  readonly deliveries: Delivery[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly ready: Delivery[] = [];
  private gathered: Delivery[] = [];
  private underWay = 0;
  private ids = 0;
  private closed = false;
  private readonly aborter = new AbortController();
  private idleListeners: (() => void)[] = [];

  constructor(
    readonly settings: WebhookSettings,
    private readonly dataOf: (
      agreement: Agreement,
      happening: Happening,
    ) => Record<string, unknown>,
    private readonly webhookOf: (delivery: Delivery) => Webhook | undefined,
  ) {}

  dispatch(agreement: Agreement, happening: Happening): void {
    const subscribed = agreement.webhooks
      .list()
      .filter(({ event, is_active }) => is_active && event === happening.event);
    for (const webhook of subscribed) {
      const copies = this.settings.duplicates ? 2 : 1;
      for (let copy = 0; copy < copies; copy += 1) this.add(agreement, webhook, happening);
    }
  }

  logOf(webhookId: number): { delivery: Delivery; attempt: Attempt }[] {
    return this.deliveries
      .filter((delivery) => delivery.webhookId === webhookId)
      .flatMap((delivery) => delivery.attempts.map((attempt) => ({ delivery, attempt })));
  }

  /** Resolves when no delivery waits for its first try, for an answer or for a retry. */
  async settled(): Promise<void> {
    if (this.isIdle()) return;
    await new Promise<void>((resolve) => this.idleListeners.push(resolve));
  }

  /** Sends a delivery once more, as a user may do from the log. */
  resend(deliveryId: number): void {
    const delivery = this.deliveries.find(({ id }) => id === deliveryId);
    if (delivery) this.enqueue({ ...delivery, id: this.nextId(), state: "waiting", attempts: [] });
  }

  close(): void {
    this.closed = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.ready.length = 0;
    this.gathered = [];
    this.aborter.abort();
    this.tellIfIdle();
  }

  private add(agreement: Agreement, webhook: Webhook, happening: Happening): void {
    const form = bodyFormOf(this.settings.bodyForm, happening);
    const body = webhookBody(form, happening, () => this.dataOf(agreement, happening));
    this.enqueue({
      id: this.nextId(),
      agreementId: agreement.id,
      webhookId: webhook.number,
      event: webhook.event,
      key: String(happening.key),
      url: webhook.url,
      token: webhook.token,
      body: JSON.stringify(body),
      state: "waiting",
      attempts: [],
    });
  }

  private enqueue(delivery: Delivery): void {
    this.deliveries.push(delivery);
    if (this.settings.lost) {
      delivery.state = "lost";
      return;
    }
    if (!this.settings.reorder) {
      this.ready.push(delivery);
      this.pump();
      return;
    }
    this.gathered.push(delivery);
    if (this.gathered.length === 1) this.later(this.settings.reorderWindowMs, () => this.release());
  }

  private release(): void {
    this.ready.push(...this.gathered.reverse());
    this.gathered = [];
    this.pump();
  }

  private pump(): void {
    while (!this.closed && this.underWay < this.settings.concurrency) {
      const delivery = this.ready.shift();
      if (!delivery) break;
      this.underWay += 1;
      void this.attempt(delivery).finally(() => {
        this.underWay -= 1;
        this.pump();
        this.tellIfIdle();
      });
    }
  }

  private async attempt(delivery: Delivery): Promise<void> {
    const { timeoutMs, wrongToken } = this.settings;
    const at = new Date();
    const sent = wrongToken ? { ...delivery, token: "0".repeat(32) } : delivery;
    const outcome = await postDelivery(sent, timeoutMs, this.aborter.signal);
    if (this.closed) return;
    delivery.attempts.push({ id: this.nextId(), at, ...outcome });
    const webhook = this.webhookOf(delivery);
    if (outcome.ok) {
      delivery.state = "delivered";
      if (webhook) webhook.failures_since_last_success = 0;
      return;
    }
    if (webhook) this.countFailure(webhook);
    this.retry(delivery);
  }

  private countFailure(webhook: Webhook): void {
    const { disableAfterFailures } = this.settings;
    webhook.failures_since_last_success += 1;
    if (disableAfterFailures && webhook.failures_since_last_success >= disableAfterFailures) {
      webhook.is_active = false;
    }
  }

  private retry(delivery: Delivery): void {
    const { retryBaseMs, maxAttempts } = this.settings;
    if (delivery.attempts.length >= maxAttempts) {
      delivery.state = "failed";
      return;
    }
    this.later(retryBaseMs * 2 ** (delivery.attempts.length - 1), () => {
      this.ready.push(delivery);
      this.pump();
    });
  }

  private later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, ms);
    this.timers.add(timer);
  }

  private isIdle(): boolean {
    return this.underWay === 0 && this.ready.length === 0 && this.timers.size === 0;
  }

  private tellIfIdle(): void {
    if (!this.closed && !this.isIdle()) return;
    const listeners = this.idleListeners;
    this.idleListeners = [];
    for (const tell of listeners) tell();
  }

  private nextId(): number {
    this.ids += 1;
    return this.ids;
  }
}
