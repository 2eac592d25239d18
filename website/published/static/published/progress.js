// Reads the page again every two seconds while something is being checked, and replaces what changed.
// Without it the page shows a link to do the same by hand.
const PAUSE = 2000;

async function refresh() {
  const shown = document.querySelector("[data-progress]");
  if (!shown || shown.dataset.progress !== "open") return;
  if (!document.hidden) {
    try {
      const reply = await fetch(window.location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const fresh = page.querySelector("[data-progress]");
      const typing = shown.contains(document.activeElement);
      if (fresh && !typing && fresh.textContent !== shown.textContent) shown.replaceWith(fresh);
    } catch {
      // The network is away for a moment: the next turn tries again.
    }
  }
  window.setTimeout(refresh, PAUSE);
}

window.setTimeout(refresh, PAUSE);
