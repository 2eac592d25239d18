// Leaving quickly: the screen blanks at once, the conversation is deleted, the page is replaced in the history.
const UNSEEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
const PRESSES = 3;
const WINDOW = 5000;

/** Blank the document, call `wipe`, and replace the page by `target`. Never waits for the network. */
export function leave(target, wipe = () => {}) {
  try {
    wipe();
  } finally {
    blank();
    // Not reached when the target opens; a page taken back from the browser's memory must start clean.
    window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
    window.location.replace(target);
  }
}

/** Nothing of the page stays: no text, no style sheet that could paint one. The title stays as it was. */
function blank() {
  const meta = document.createElement("meta");
  meta.name = "referrer";
  meta.content = "no-referrer";
  document.head.replaceChildren(meta, ...document.head.querySelectorAll("title"));
  document.adoptedStyleSheets = [];
  const told = document.createElement("p");
  told.setAttribute("role", "alert");
  told.style.cssText = UNSEEN;
  document.body.replaceChildren(told);
  for (const node of [document.documentElement, document.body]) node.style.cssText = "background:#fff!important";
  // An alert is announced when its text comes after it.
  setTimeout(() => (told.textContent = "Chargement"), 20);
}

/** Call `go` when Shift alone is pressed three times within five seconds; `report` says what is left, then "". */
export function armShift(go, report = () => {}) {
  let count = 0;
  let alone = false;
  let timer = 0;
  const reset = () => {
    clearTimeout(timer);
    if (count) report("");
    count = 0;
    alone = false;
  };
  const down = (event) => {
    if (event.key !== "Shift") reset();
    else if (!event.repeat) alone = true;
  };
  const up = (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    count += 1;
    clearTimeout(timer);
    if (count === PRESSES) {
      count = 0;
      go();
      return;
    }
    report(`Pour quitter : touche Majuscule encore ${PRESSES - count} fois`);
    timer = setTimeout(reset, WINDOW);
  };
  const heard = { keydown: down, keyup: up, pointerdown: reset };
  for (const [name, listener] of Object.entries(heard)) document.addEventListener(name, listener, true);
  return () => {
    for (const [name, listener] of Object.entries(heard)) document.removeEventListener(name, listener, true);
  };
}
