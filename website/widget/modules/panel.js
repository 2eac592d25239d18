// The open chat: transcript, composer, numbers. Everything it knows is in this object, and goes with the page.
import { Composer } from "./composer.js";
import { Countdown } from "./countdown.js";
import { Gateway, Problem } from "./gateway.js";
import { armShift, leave } from "./leaving.js";
import { calls, contactList, make } from "./messages.js";
import { CSS } from "./style.js";
import { Transcript } from "./transcript.js";
import { follow } from "./viewport.js";

// What must be there with no network at all.
const DANGER = [
  { id: "police-secours-17", name: "Police secours", phones: [{ number: "17", tel: "tel:17" }] },
  { id: "urgence-europe-112", name: "Urgences", phones: [{ number: "112", tel: "tel:112" }] },
  { id: "urgence-114", name: "Urgences par SMS", sms: "114" },
];
const LISTENING = [{ id: "violences-femmes-info-3919", name: "Écoute et conseil", phones: [{ number: "3919", tel: "tel:3919" }] }];
const SLOW = 8000;
const NEW = "Nouvelle conversation. Rien n’a été gardé.";

export class Panel {
  #host;
  #base;
  #page;
  #gateway;
  #countdown = new Countdown((minutes) => this.#warn(minutes), () => this.#restart("La conversation est effacée, faute de message. Rien n’a été gardé."));
  #pinned = new Map();
  #busy = false;
  #unsent = null;
  #undo = [];

  constructor(host, base) {
    this.#host = host;
    this.#base = base;
    this.#page = host.hasAttribute("page");
    this.#gateway = this.#connect();
    this.#build();
    this.attach();
  }

  #connect() {
    return new Gateway(this.#base, (seconds) => {
      this.warning.hidden = true;
      this.#countdown.restart(seconds);
    });
  }

  #build() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    const root = this.#host.shadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    this.title = make("h2", { class: "title", tabindex: "-1", id: "ariane-title" }, "Aide et informations ", make("span", { class: "what", text: "Un programme répond" }));
    this.minimise = this.#page ? null : make("button", { type: "button", class: "plain", text: "Réduire", onclick: () => this.hide() });
    this.pinned = make("div", { class: "pinned", role: "group", "aria-label": "Numéros d’urgence" });
    this.transcript = new Transcript(this.#base, (choice) => this.#send({ choice: choice.id }, `Vous avez choisi : ${choice.title}`));
    this.status = make("p", { class: "status", role: "status" });
    this.warned = make("span", { role: "alert" });
    this.warning = make("div", { class: "warning", hidden: "" }, this.warned, make("button", { type: "button", class: "choice", text: "Continuer", onclick: () => this.#extend() }));
    this.composer = new Composer((text) => this.#send({ text }, text), (text) => this.#say(text), () => this.#erase());
    this.input = this.composer.input;
    this.panel = make(
      "section",
      { class: this.#page ? "panel page" : "panel over", popover: this.#page ? null : "manual", role: this.#page ? null : "dialog", "aria-labelledby": "ariane-title" },
      make("header", {}, this.title, this.minimise),
      this.pinned, this.transcript.node, this.transcript.log, this.status, this.warning, this.composer.node,
    );
    this.#pin([]);
    root.append(this.panel);
    this.#host.exit.addEventListener("click", (event) => {
      event.preventDefault();
      this.leave();
    });
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing && !this.#page) this.hide();
    });
    // Whoever types again wants to go on: one key is enough.
    this.input.addEventListener("input", () => this.warning.hidden || this.#extend());
  }

  /** Listen to the page; again after the element was moved. */
  attach() {
    if (this.#undo.length) return this.panel.hidden || this.#raise();
    const listen = (target, name, listener) => {
      target.addEventListener(name, listener);
      this.#undo.push(() => target.removeEventListener(name, listener));
    };
    listen(window, "pagehide", () => this.#wipe());
    listen(window, "pageshow", (event) => event.persisted && this.#renew(NEW));
    listen(document, "visibilitychange", () => this.#countdown.check());
    this.#undo.push(
      armShift(() => this.leave(), (text) => this.#say(text)),
      follow(this.#host.exit, this.panel),
    );
  }

  /** The element is gone for good: so is the conversation. */
  detach() {
    this.#wipe();
    for (const undo of this.#undo.splice(0)) undo();
  }

  async start() {
    this.show();
    const [visit] = performance.getEntriesByType("navigation");
    await this.#begin(visit && visit.type !== "navigate" ? NEW : "");
  }

  show() {
    this.panel.hidden = false;
    this.#host.launcher.hidden = true;
    this.#raise();
    if (!this.#page) this.title.focus();
  }

  /** The panel above the page, and the exit above the panel. */
  #raise() {
    if (!this.#page && !this.panel.matches(":popover-open")) this.panel.showPopover?.();
    this.#host.hideExit();
    this.#host.showExit();
  }

  hide() {
    this.panel.hidePopover?.();
    this.panel.hidden = true;
    this.#host.hideExit();
    this.#host.launcher.hidden = false;
    this.#host.launcher.focus();
  }

  leave() {
    leave(this.#host.target, () => this.#wipe());
  }

  #wipe() {
    this.#gateway.end();
    this.#gateway = this.#connect();
    this.#countdown.stop();
    this.warning.hidden = true;
    this.#busy = false;
    this.#unsent = null;
    this.#pinned.clear();
    this.#pin([]);
    this.composer.clear();
    this.transcript.clear();
    this.#say("");
  }

  async #begin(said) {
    if (said) this.transcript.add(make("p", { class: "note", text: said }));
    this.#say(said);
    const gateway = this.#gateway;
    try {
      const turn = await gateway.start();
      if (gateway === this.#gateway) this.#receive(turn);
    } catch (problem) {
      if (gateway === this.#gateway) this.#fail(problem, null);
    }
  }

  #renew(said) {
    this.#wipe();
    return this.#begin(said);
  }

  #restart(said) {
    const inside = this.#host.shadowRoot.activeElement;
    this.#renew(said);
    // What had the focus may be gone: it never falls back to the top of the page.
    if (inside && !inside.isConnected) this.composer.focus();
  }

  #erase() {
    this.#renew("La conversation est effacée. Rien n’a été gardé.");
    this.composer.focus();
  }

  #warn(minutes) {
    this.warning.hidden = false;
    this.warned.textContent = `Sans message, la conversation s’efface dans ${minutes} minute${minutes > 1 ? "s" : ""}.`;
  }

  async #extend() {
    if (this.warning.contains(this.#host.shadowRoot.activeElement)) this.composer.focus();
    this.warning.hidden = true;
    this.warned.textContent = "";
    try {
      await this.#gateway.extend();
      this.#say("La conversation continue.");
    } catch {
      this.#say("La conversation n’a pas pu être prolongée. Envoyez un message pour continuer.");
    }
  }

  /** Send; tell whether it was taken, for one message is on its way at most. */
  #send(what, shown) {
    if (this.#busy) {
      this.#say("Le programme répond. Un instant.");
      return false;
    }
    this.#busy = true;
    this.composer.fail("");
    this.transcript.drop(".retry");
    if (this.#unsent !== shown) this.transcript.mine(shown);
    this.#unsent = shown;
    this.#exchange(what, shown);
    // A choice or « Renvoyer » had the focus; the field is where people go on.
    this.composer.focus();
    return true;
  }

  async #exchange(what, shown) {
    const gateway = this.#gateway;
    this.#say("Le programme écrit…");
    const slow = setTimeout(() => this.transcript.add(make("p", { class: "note slow", text: "La réponse tarde. Vous pouvez appeler les numéros en haut, sans attendre." })), SLOW);
    try {
      const turn = await gateway.send(what);
      // Erased meanwhile: an answer that comes late is shown to nobody.
      if (gateway !== this.#gateway) return;
      this.#done();
      this.#unsent = null;
      this.#receive(turn);
    } catch (problem) {
      if (gateway !== this.#gateway) return;
      this.#done();
      this.#fail(problem, what, shown);
    } finally {
      clearTimeout(slow);
    }
  }

  #done() {
    this.#busy = false;
    this.#say("");
    this.transcript.drop(".slow");
  }

  #receive(turn) {
    this.transcript.theirs(turn);
    for (const message of turn.messages || []) if (message?.type === "urgent") this.#pin(message.contacts || []);
  }

  #fail(problem, what, shown) {
    const body = problem instanceof Problem ? problem.body : { detail: "Une erreur est survenue." };
    if (body.messages) this.#receive(body);
    const box = make("div", { class: "retry" }, make("p", { role: "alert", text: body.detail || "" }));
    if (body.emergency && !body.messages) box.append(contactList(body.emergency, this.#base));
    if (!body.emergency) box.append(make("p", { text: "En danger : 17 ou 112. Sans parler : SMS au 114. Écoute : 3919." }));
    // What was refused for good is not sent again.
    const final = what && [400, 403, 404, 413].includes(problem.status);
    if (final) this.#unsent = null;
    const again = () => {
      if (what && !final) return this.#send(what, shown);
      this.transcript.drop(".retry");
      this.#begin("");
      this.composer.focus();
    };
    box.append(make("button", { type: "button", class: "choice", text: !what ? "Réessayer" : final ? "Recommencer" : "Renvoyer", onclick: again }));
    this.transcript.add(box);
  }

  /** The numbers that stay in sight: always the same, then those of the dangers noticed. */
  #pin(contacts) {
    const known = [...DANGER, ...LISTENING].map((contact) => contact.id);
    for (const contact of contacts) if (!known.includes(contact.id)) this.#pinned.set(contact.id, contact);
    const links = (those) => those.flatMap((contact) => calls(contact, this.#base, "number"));
    this.pinned.replaceChildren(
      make("span", {}, make("strong", { text: "Danger : " }), ...links(DANGER)),
      make("span", {}, make("strong", { text: "Écoute : " }), ...links([...LISTENING, ...this.#pinned.values()])),
    );
  }

  #say(text) {
    this.status.textContent = text;
  }
}
