// What was said, as a person reads it and as a screen reader hears it.
// The transcript is not live; a small log beside it announces each message once, then empties itself.
import { make, render, spoken } from "./messages.js";

const HEARD = 1500;
const NOTICE =
  "L’historique du navigateur garde l’adresse de cette page. Si quelqu’un surveille votre appareil, utilisez-en un autre. " +
  "Pour partir : « Quitter vite », ou trois fois la touche Majuscule.";

export class Transcript {
  #base;
  #choose;
  #timer = 0;

  /** `choose(choice)` is called when a person takes one of the choices offered. */
  constructor(base, choose) {
    this.#base = base;
    this.#choose = choose;
    this.node = make("div", { class: "transcript", tabindex: "0", role: "region", "aria-label": "Conversation" });
    this.log = make("div", { class: "unseen", role: "log", "aria-live": "polite" });
    this.clear();
  }

  clear() {
    clearTimeout(this.#timer);
    this.log.replaceChildren();
    this.node.replaceChildren(make("p", { class: "notice", text: NOTICE }));
  }

  /** Show what the visitor said. */
  mine(text) {
    this.add(make("div", { class: "mine" }, make("span", { class: "unseen", text: "Vous : " }), make("p", { dir: "auto", text })));
  }

  /** Show the messages of a turn in its language; each may have its own. */
  theirs(turn) {
    const messages = Array.isArray(turn.messages) ? turn.messages : [];
    const person = messages.some((message) => message?.type === "person");
    const group = make("div", { class: "theirs" }, make("span", { class: "unseen", text: person ? "Réponse : " : "Programme : " }));
    const heard = [];
    for (const message of messages) {
      const node = this.#node(message);
      if (!node) continue;
      speak(node, message, turn.language);
      group.append(node);
      heard.push(speak(make("p", { text: spoken(message) }), message, turn.language));
    }
    if (!heard.length) group.append(make("p", { class: "bubble", text: "Je n’ai pas de réponse à afficher. Vous pouvez appeler le 3919." }));
    this.add(group);
    clearTimeout(this.#timer);
    this.log.replaceChildren(...heard);
    this.#timer = setTimeout(() => this.log.replaceChildren(), HEARD);
  }

  /** One message that cannot be shown never costs the others. */
  #node(message) {
    try {
      return render(message, this.#base, this.#take);
    } catch {
      return null;
    }
  }

  #take = (choice, button) => {
    if (button.getAttribute("aria-disabled") === "true") return;
    if (this.#choose(choice)) button.setAttribute("aria-disabled", "true");
  };

  /** Show a node, and scroll to its beginning if it is below the fold. */
  add(node) {
    const first = !this.node.querySelector(".theirs,.mine");
    this.node.append(node);
    // Only the transcript moves: scrolling the page would take the header and the exit away.
    if (!first) this.node.scrollTop += node.getBoundingClientRect().top - this.node.getBoundingClientRect().top - 8;
  }

  drop(selector) {
    this.node.querySelector(selector)?.remove();
  }
}

/** Say in which language and direction a message is, when it is not in French. */
function speak(node, message, language) {
  const lang = message.lang || language;
  if (lang && lang !== "fr") {
    node.lang = lang;
    node.dir = message.dir || "auto";
  } else if (message.dir) {
    node.dir = message.dir;
  }
  return node;
}
