import type { Registry } from "./registry";
import type { Run } from "./run";
import type { RunStore } from "./run-store";

const RECENT_RUNS = 100;

export type StatusSource = {
  registry: Registry;
  runs: RunStore;
  queueCounts: () => { running: number; waiting: number; delayed: number };
};

/** A run as the engine's own endpoints show it. */
export function runJson(run: Run) {
  const { id, fn, event, eventId, status, createdAt, startedAt, endedAt, lastError, output } = run;
  return {
    run_id: id,
    function_id: fn.id,
    event_id: eventId,
    event_name: event.name,
    status,
    created_at: new Date(createdAt).toISOString(),
    started_at: startedAt === undefined ? null : new Date(startedAt).toISOString(),
    ended_at: endedAt === undefined ? null : new Date(endedAt).toISOString(),
    output: output ?? null,
    error: lastError ?? null,
  };
}

export function statusJson({ registry, runs, queueCounts }: StatusSource) {
  return {
    functions: registry.all().map(({ id, name, appId, url, events, crons }) => ({
      id,
      name,
      app_id: appId,
      url,
      events: events.map((event) => event.name),
      crons,
    })),
    runs: runs.counts(),
    requests: queueCounts(),
    recent: runs.recent(RECENT_RUNS).map(runJson),
  };
}

export type Status = ReturnType<typeof statusJson>;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}

function table(heads: string[], rows: string[][]): string {
  const line = (tag: string, cells: string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  return `<table>${line("th", heads)}${rows.map((row) => line("td", row)).join("")}</table>`;
}

const STYLE =
  "body{font:14px system-ui;margin:2rem}table{border-collapse:collapse}" +
  "td,th{padding:.2rem .8rem;text-align:left;border-bottom:1px solid #ddd;vertical-align:top}";

export function statusHtml({ functions, runs, requests, recent }: Status): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<title>Embedded Inngest engine</title><style>${STYLE}</style>
<h1>Embedded Inngest engine</h1>
<p>Runs: queued ${runs.queued}, running ${runs.running}, completed ${runs.completed}, failed ${runs.failed}, cancelled ${runs.cancelled}.
Requests: in flight ${requests.running}, waiting for a slot ${requests.waiting}, due later ${requests.delayed}.</p>
<h2>Functions</h2>${table(
    ["Function", "Starts on", "Address"],
    functions.map((fn) => [fn.id, [...fn.events, ...fn.crons].join(", "), fn.url]),
  )}
<h2>Recent runs</h2>${table(
    ["Run", "Function", "Event", "State", "Since", "Last error"],
    recent.map((run) => [
      run.run_id,
      run.function_id,
      run.event_name,
      run.status,
      run.created_at,
      run.error?.message ?? "",
    ]),
  )}</html>`;
}
