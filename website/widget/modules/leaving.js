// Leaving quickly: the screen blanks at once, the conversation is deleted, the page is replaced in the history.

/** Blank the document, call `wipe`, and replace the page by `target`. Never waits for the network. */
export function leave(target, wipe) {
  try {
    wipe();
  } finally {
    const meta = document.createElement("meta");
    meta.name = "referrer";
    meta.content = "no-referrer";
    document.head.append(meta);
    document.title = "…";
    document.body.replaceChildren();
    document.documentElement.style.background = "#fff";
    window.location.replace(target);
  }
}

/** Call `go` when Shift alone is pressed three times within five seconds; report each press. */
export function armShift(go, report = () => {}) {
  let count = 0;
  let alone = false;
  let last = 0;
  const reset = () => {
    count = 0;
    alone = false;
  };
  const down = (event) => {
    if (event.key === "Shift" && !event.repeat) {
      alone = true;
    } else if (event.key !== "Shift") {
      reset();
    }
  };
  const up = (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    const now = Date.now();
    count = now - last > 5000 ? 1 : count + 1;
    last = now;
    if (count === 3) {
      reset();
      go();
    } else {
      report(3 - count);
    }
  };
  document.addEventListener("keydown", down, true);
  document.addEventListener("keyup", up, true);
  document.addEventListener("pointerdown", reset, true);
  return () => {
    document.removeEventListener("keydown", down, true);
    document.removeEventListener("keyup", up, true);
    document.removeEventListener("pointerdown", reset, true);
  };
}
