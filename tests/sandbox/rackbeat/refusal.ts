/** An answer other than success. Thrown by the world and the API, turned into a response in one place. */
export class Refusal extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 410 | 422 | 429,
    readonly body: Record<string, unknown>,
    readonly headers: Record<string, string> = {},
  ) {
    super(JSON.stringify(body));
    this.name = "Refusal";
  }
}

/** 422 with the texts by field. `message` is not guaranteed by Rackbeat, so it is left out. */
export function invalid(errors: Record<string, string | string[]>): Refusal {
  const lists = Object.entries(errors).map(([field, text]) => [field, [text].flat()]);
  return new Refusal(422, { errors: Object.fromEntries(lists) });
}

/** 403: a scope that is missing, a plan's limit, or a business rule. */
export function forbidden(message: string): Refusal {
  return new Refusal(403, { message });
}

export function notFound(): Refusal {
  return new Refusal(404, { message: "Not found." });
}
