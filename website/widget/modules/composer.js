// The field: what is written stays here, and nowhere else, until it is sent.
import { make } from "./messages.js";

const MAX_TEXT = 10000;
const NEAR = 1000;
const characters = (count) => `${count} caractère${count > 1 ? "s" : ""}`;
const SAID_AT = [1000, 500, 100, 0];

export class Composer {
  #send;
  #say;
  #level = 0;

  /** `send(text)` tells whether the text was taken; `say(text)` announces politely; `erase()` forgets everything. */
  constructor(send, say, erase) {
    this.#send = send;
    this.#say = say;
    this.count = make("p", { class: "count", id: "ariane-count" });
    this.error = make("p", { class: "alert", role: "alert", id: "ariane-alert" });
    this.input = make("textarea", {
      id: "ariane-text", rows: "2", autocomplete: "off", spellcheck: "false", dir: "auto", enterkeyhint: "send", "aria-describedby": "ariane-alert ariane-count",
    });
    this.node = make(
      "form",
      { class: "composer", autocomplete: "off" },
      this.error,
      make(
        "div",
        { class: "above" },
        make("label", { for: "ariane-text", text: "Votre message" }),
        make("button", { type: "button", class: "plain", text: "Tout effacer", onclick: erase }),
      ),
      make("div", { class: "row" }, this.input, make("button", { type: "submit", class: "send", text: "Envoyer" })),
      this.count,
    );
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    this.input.addEventListener("input", () => this.#measure());
  }

  clear() {
    this.input.value = "";
    this.#measure();
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  /** Show an error of the field; "" takes it away. */
  fail(text) {
    this.error.textContent = text;
    if (text) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  #left() {
    return MAX_TEXT - [...this.input.value.trim()].length;
  }

  /** Near the limit, show what is left at each key, and say it now and then. */
  #measure() {
    const left = this.#left();
    if (left >= 0) this.fail("");
    this.count.textContent = left > NEAR ? "" : left >= 0 ? `Il reste ${characters(left)}.` : `${characters(-left)} en trop. Envoyez-le en plusieurs fois.`;
    const level = SAID_AT.filter((mark) => left <= mark).length + (left < 0 ? 1 : 0);
    if (level !== this.#level) this.#say(this.count.textContent);
    this.#level = level;
  }

  #submit() {
    const text = this.input.value.trim();
    if (!text) {
      this.fail("Écrivez un message, ou touchez un choix.");
      this.focus();
    } else if (this.#left() < 0) {
      this.fail("Votre message dépasse 10 000 caractères. Envoyez-le en plusieurs fois.");
      this.focus();
    } else if (this.#send(text)) {
      this.clear();
    }
  }
}
