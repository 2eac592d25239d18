// The open chat: transcript, composer, exit. Everything it knows is in this object, and goes with the page.
import { Gateway, Problem } from "./gateway.js";
import { armShift, leave } from "./leaving.js";
import { calls, contactList, make, render, spoken } from "./messages.js";
import { CSS } from "./style.js";

const MAX_TEXT = 10000;
const NOTICE =
  "Ceci est un programme, pas une personne. La conversation n’est pas gardée, mais l’historique du navigateur garde l’adresse de cette page. " +
  "Si quelqu’un surveille votre appareil, utilisez-en un autre. Pour partir : le bouton « Quitter vite », ou trois fois la touche Majuscule.";

export class Panel {
  #host;
  #base;
  #gateway;
  #page;
  #pinned = new Map();
  #busy = false;
  #unsent = null;

  constructor(host, base) {
    this.#host = host;
    this.#base = base;
    this.#gateway = new Gateway(base);
    this.#page = host.hasAttribute("page");
    this.#build();
  }

  #build() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    const root = this.#host.shadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    this.exit = make("button", { type: "button", class: "exit", popover: "manual", text: "Quitter vite", onclick: () => this.leave() });
    this.title = make("h2", { class: "title", tabindex: "-1", text: "Aide et informations" });
    this.clear = make("button", { type: "button", class: "plain", text: "Effacer", onclick: () => this.#restart() });
    this.minimise = this.#page ? null : make("button", { type: "button", class: "plain", text: "Réduire", onclick: () => this.hide() });
    this.pinned = make("div", { class: "pinned", hidden: "" });
    this.transcript = make("div", { class: "transcript", tabindex: "0", role: "region", "aria-label": "Conversation" }, make("p", { class: "notice", text: NOTICE }));
    this.log = make("div", { class: "unseen", role: "log", "aria-live": "polite" });
    this.status = make("p", { class: "status", role: "status" });
    this.alert = make("p", { class: "alert", role: "alert", id: "ariane-alert" });
    this.input = make("textarea", { id: "ariane-text", rows: "2", autocomplete: "off", spellcheck: "false", "aria-describedby": "ariane-alert" });
    this.form = make(
      "form",
      { class: "composer" },
      make("label", { for: "ariane-text", text: "Votre message" }),
      make("div", { class: "row" }, this.input, make("button", { type: "submit", class: "send", text: "Envoyer" })),
    );
    this.panel = make(
      "section",
      { class: this.#page ? "panel page" : "panel over", role: this.#page ? null : "dialog", "aria-label": "Aide et informations" },
      make("header", {}, this.title, this.clear, this.minimise),
      this.pinned, this.transcript, this.log, this.status, this.alert, this.form,
    );
    root.append(this.exit, this.panel);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#submit();
      }
    });
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.#page) this.hide();
    });
    window.addEventListener("pagehide", () => this.#wipe());
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) this.#restart();
    });
    armShift(() => this.leave(), (left) => this.#say(left === 1 ? "Encore 1 fois" : `Encore ${left} fois`));
  }

  async start() {
    this.show();
    try {
      this.#receive(await this.#gateway.start());
    } catch (problem) {
      this.#fail(problem, null);
    }
  }

  show() {
    this.panel.hidden = false;
    this.exit.showPopover?.();
    const launcher = this.#host.shadowRoot.querySelector("[part=launcher]");
    if (launcher) launcher.hidden = true;
    if (!this.#page) this.title.focus();
  }

  hide() {
    this.panel.hidden = true;
    this.exit.hidePopover?.();
    const launcher = this.#host.shadowRoot.querySelector("[part=launcher]");
    if (launcher) {
      launcher.hidden = false;
      launcher.focus();
    }
  }

  leave() {
    leave(this.#host.getAttribute("exit") || "https://meteofrance.com/", () => this.#wipe());
  }

  #wipe() {
    this.#gateway.end();
    this.#gateway = new Gateway(this.#base);
    this.input.value = "";
    this.#unsent = null;
    this.#pinned.clear();
    this.pinned.replaceChildren();
    this.pinned.hidden = true;
    for (const region of [this.log, this.status, this.alert]) region.textContent = "";
    this.transcript.replaceChildren(make("p", { class: "notice", text: NOTICE }));
  }

  #restart() {
    this.#wipe();
    this.#say("La conversation est effacée. Rien n’a été gardé.");
    this.start();
    this.input.focus();
  }

  #submit() {
    const text = this.input.value.trim();
    if (!text) return;
    if (text.length > MAX_TEXT) {
      this.input.setAttribute("aria-invalid", "true");
      this.alert.textContent = "Votre message dépasse 10 000 caractères. Envoyez-le en plusieurs fois.";
      this.input.focus();
      return;
    }
    this.#send({ text }, text);
  }

  #choose(choice) {
    for (const button of this.transcript.querySelectorAll(".choice")) {
      if (button.textContent === choice.title) button.setAttribute("aria-disabled", "true");
    }
    this.#send({ choice: choice.id }, `Vous avez choisi : ${choice.title}`);
  }

  async #send(what, shown) {
    if (this.#busy) return;
    this.#busy = true;
    this.input.removeAttribute("aria-invalid");
    this.alert.textContent = "";
    this.transcript.querySelector(".retry")?.remove();
    if (this.#unsent !== shown) this.#add(make("div", { class: "mine" }, make("span", { class: "unseen", text: "Vous : " }), make("p", { text: shown })));
    if (what.text) this.input.value = "";
    this.#unsent = shown;
    this.#say("Le programme écrit…");
    this.transcript.classList.add("waiting");
    try {
      const turn = await this.#gateway.send(what);
      this.#unsent = null;
      this.#receive(turn.messages);
      this.#say("");
    } catch (problem) {
      this.#say("");
      this.#fail(problem, what, shown);
    } finally {
      this.transcript.classList.remove("waiting");
      this.#busy = false;
    }
    if (what.choice) this.input.focus();
  }

  #receive(messages) {
    const group = make("div", { class: "theirs" }, make("span", { class: "unseen", text: "Programme : " }));
    for (const message of messages) {
      const node = render(message, this.#base, (choice) => this.#choose(choice));
      if (node) group.append(node);
      if (message.type === "urgent") this.#pin(message.contacts || []);
    }
    this.#add(group);
    // Announced once, then emptied: the transcript itself is not live.
    this.log.textContent = messages.map(spoken).filter(Boolean).join(" ");
    setTimeout(() => (this.log.textContent = ""), 1500);
  }

  #fail(problem, what, shown) {
    const body = problem instanceof Problem ? problem.body : { detail: "Une erreur est survenue." };
    if (body.messages) this.#receive(body.messages);
    const box = make("div", { class: "retry" }, make("p", { text: body.detail || "" }));
    if (body.emergency && !body.messages) box.append(contactList(body.emergency, this.#base));
    if (!body.emergency) box.append(make("p", { text: "En danger : 17 ou 112. Sans parler : SMS au 114. Écoute : 3919." }));
    const again = () => (what ? this.#send(what, shown) : this.start());
    box.append(make("button", { type: "button", class: "choice", text: what ? "Renvoyer" : "Réessayer", onclick: again }));
    this.#add(box);
    this.alert.textContent = body.detail || "";
  }

  #pin(contacts) {
    for (const contact of contacts) this.#pinned.set(contact.id, contact);
    const links = [...this.#pinned.values()].flatMap((contact) => calls(contact, this.#base));
    this.pinned.replaceChildren(...links);
    this.pinned.hidden = false;
  }

  #add(node) {
    this.transcript.append(node);
    // Only the transcript moves: scrolling the page would take the header and the exit away.
    const top = node.getBoundingClientRect().top - this.transcript.getBoundingClientRect().top;
    this.transcript.scrollTop += top - 8;
  }

  #say(text) {
    this.status.textContent = text;
  }
}
