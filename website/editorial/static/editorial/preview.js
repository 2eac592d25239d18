// Draws the messages of a draft with the widget's own modules; « texte simple » shows their words alone.
import { make, render, spoken } from "/widget/messages.js";
import { CSS } from "/widget/style.js";

const messages = JSON.parse(document.getElementById("messages").textContent);
const place = document.querySelector("[data-preview]");

if ("plain" in place.dataset) {
  place.append(...messages.map((message) => make("p", { text: spoken(message) })));
} else {
  const host = make("div");
  place.append(host);
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  root.adoptedStyleSheets = [sheet];
  const theirs = make("div", { class: "theirs" });
  for (const message of messages) {
    const node = render(message, document.baseURI, () => {});
    if (node) theirs.append(node);
  }
  root.append(make("section", { class: "panel page" }, make("div", { class: "transcript" }, theirs)));
}
