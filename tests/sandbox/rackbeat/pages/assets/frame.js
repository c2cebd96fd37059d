// The one thing a frame may say to Rackbeat: how high it wants to be.
const frame = document.querySelector("#app-frame");
const MAX_HEIGHT_PX = 20_000;

window.addEventListener("message", (event) => {
  if (!frame || event.source !== frame.contentWindow) return;
  const height = event.data?.height;
  if (!Number.isFinite(height) || height <= 0) return;
  frame.style.height = `${Math.min(Math.ceil(height), MAX_HEIGHT_PX)}px`;
});
