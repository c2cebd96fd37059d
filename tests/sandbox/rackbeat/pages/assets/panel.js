// Turns the panel's buttons into admin calls and keeps the list of invoices fresh.
const REFRESH_MS = 1000;
const panel = document.querySelector("[data-panel]");
const status = panel.querySelector("[data-status]");
const latest = panel.querySelector("[data-refresh]");

async function send(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message ?? JSON.stringify(answer.errors));
  return answer;
}

/** Runs an action and says in the status line how it went. */
async function report(action) {
  status.textContent = "Et øyeblikk …";
  try {
    status.textContent = await action();
  } catch (error) {
    status.textContent = `Det gikk ikke: ${error.message}`;
  }
  await refresh();
}

async function refresh() {
  const response = await fetch(latest.dataset.refresh);
  if (response.ok) latest.innerHTML = await response.text();
}

for (const button of panel.querySelectorAll("[data-call]")) {
  button.addEventListener("click", () =>
    report(async () => {
      const path = `/_admin/agreements/${panel.dataset.panel}/${button.dataset.call}`;
      const { result } = await send("POST", path, JSON.parse(button.dataset.input));
      return `${button.textContent}: ${result.is_booked ? "bokført som" : "lagret som"} ${result.number}`;
    }),
  );
}

panel.querySelector("[data-stock-form]").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  const input = { number: form.get("number"), quantity: Number(form.get("quantity")) };
  report(async () => {
    await send("POST", `/_admin/agreements/${panel.dataset.panel}/set-stock`, input);
    return `Beholdningen av ${input.number} er nå ${input.quantity}`;
  });
});

for (const box of panel.querySelectorAll("[data-webhook-setting]")) {
  box.addEventListener("change", () =>
    report(async () => {
      const change = { [box.dataset.webhookSetting]: box.checked };
      await send("PUT", "/_admin/webhook-settings", change);
      return `${box.parentElement.textContent.trim()}: ${box.checked ? "på" : "av"}`;
    }),
  );
}

setInterval(() => {
  if (!document.hidden) refresh().catch(() => {});
}, REFRESH_MS);
