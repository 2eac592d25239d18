// <ariane-chat>: the embeddable chat. This file only puts a button, the exit and the emergency numbers on the page;
// the rest is fetched when somebody opens the chat. No cookie, no storage, no third party.
const BASE = new URL(".", import.meta.url);
// Sites a person may have open for any reason; the same list as EXIT_SITES of the server.
const EXITS = ["https://meteofrance.com/", "https://www.service-public.fr/", "https://www.wikipedia.org/"];
const NUMBERS = "En danger : 17 ou 112. Sans parler : SMS au 114. Écoute : 3919.";
// « important » in here wins over anything that the host's style sheets say of the element.
const LOOK = `
:host{font:normal medium/1.5 -apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif!important;letter-spacing:normal!important;
  word-spacing:normal!important;text-transform:none!important;text-indent:0!important;text-align:start!important;white-space:normal!important;visibility:visible!important;
  opacity:1!important;filter:none!important;transform:none!important;cursor:auto!important}
[hidden]{display:none!important}
.exit{position:fixed;inset:calc(var(--top,0px) + .4em) calc(var(--right,0px) + .4em) auto auto;z-index:2147483001;box-sizing:border-box;display:flex;align-items:center;
  width:auto;height:auto;min-height:2.75em;margin:0;padding:.4em 1em;overflow:visible;border:2px solid #fff;border-radius:.5em;background:#8c1515;color:#fff;font:inherit;
  font-weight:700;line-height:1.2;text-decoration:none}
.exit:hover{background:#6d0f0f}
.launcher{position:fixed;right:1em;bottom:1em;z-index:2147483000;min-height:3em;padding:.6em 1.2em;border:2px solid #fff;border-radius:2em;background:#3b2f63;color:#fff;
  font:inherit;font-weight:600;line-height:1.2;cursor:pointer;box-shadow:0 2px 10px #0004}
.failed{padding:1em;border:2px solid #8c1515;background:#fff;color:#1c1b22}
.failed:not(.page){position:fixed;right:1em;bottom:1em;z-index:2147483000;max-width:22em}
.failed button{min-height:2.75em;padding:.4em 1em;font:inherit}
.failed a{color:#3b2f63}
:focus-visible{outline:3px solid #b46a00;outline-offset:2px;box-shadow:0 0 0 2px #fff}
@media print{.exit,.launcher{display:none}}
`;

const make = (tag, props) => Object.assign(document.createElement(tag), props);

class ArianeChat extends HTMLElement {
  static #active = null;
  #panel = null;
  #opening = null;
  #tries = 0;

  connectedCallback() {
    if (this.shadowRoot) return this.#panel?.attach();
    // One conversation a page: another element stays an inert fallback.
    if (ArianeChat.#active?.isConnected) return;
    ArianeChat.#active = this;
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOK);
    root.adoptedStyleSheets = [sheet];
    // A plain link: it leaves even before, or without, the rest of the chat.
    this.exit = make("a", { className: "exit", href: this.target, rel: "noreferrer", textContent: "Quitter vite", popover: "manual", hidden: true });
    this.launcher = make("button", { type: "button", className: "launcher", textContent: this.getAttribute("label") || "Besoin d’aide ?" });
    this.launcher.addEventListener("click", () => this.open());
    const place = document.createElement("section");
    place.ariaLabel = "Aide";
    place.append(this.exit);
    root.append(place);
    document.addEventListener("click", this.#skipHere);
    if (this.hasAttribute("page")) {
      root.append(document.createElement("slot"));
      this.open();
    } else {
      place.append(this.launcher);
    }
  }

  disconnectedCallback() {
    // Moving an element removes it for a moment; only a lasting removal ends the conversation.
    queueMicrotask(() => this.isConnected || this.#panel?.detach());
  }

  /** Where the exit leads: the host's choice if it is an allowed site, else the first of these. */
  get target() {
    const wanted = this.getAttribute("exit");
    return EXITS.includes(wanted) ? wanted : EXITS[0];
  }

  /** Open the chat, in place or over the page. */
  open() {
    this.showExit();
    if (this.#panel) return this.#panel.show();
    this.#opening ??= this.#load().finally(() => (this.#opening = null));
    return this.#opening;
  }

  /** Put the exit above everything that the page can show. */
  showExit() {
    this.exit.hidden = false;
    if (this.exit.isConnected && !this.exit.matches(":popover-open")) this.exit.showPopover?.();
  }

  hideExit() {
    this.exit.hidePopover?.();
    this.exit.hidden = true;
  }

  async #load() {
    const root = this.shadowRoot;
    root.querySelector(".failed")?.remove();
    try {
      // A browser may remember that a module failed: another address makes it ask again.
      const { Panel } = await import(new URL(`widget/panel.js${this.#tries ? `?${this.#tries}` : ""}`, BASE));
      root.querySelector("slot")?.remove();
      this.#panel = new Panel(this, BASE);
    } catch {
      this.#tries += 1;
      const box = make("div", { className: this.hasAttribute("page") ? "failed page" : "failed" });
      const again = make("button", { type: "button", textContent: "Réessayer" });
      again.addEventListener("click", () => this.open());
      root.querySelector("slot")?.remove();
      const numbers = document.createElement("slot");
      numbers.textContent = NUMBERS;
      box.append(make("p", { role: "alert", textContent: "Le dialogue ne s’ouvre pas. Les numéros répondent." }), numbers, again);
      root.append(box);
      return;
    }
    await this.#panel.start();
  }

  // A link of the host to this element (« #id ») moves the focus to the exit or the launcher, without a trace in the history.
  #skipHere = (event) => {
    if (!this.id || !this.isConnected || !event.target.closest?.(`a[href="#${CSS.escape(this.id)}"]`)) return;
    event.preventDefault();
    (this.exit.hidden ? this.launcher : this.exit).focus();
  };
}

if (!customElements.get("ariane-chat")) customElements.define("ariane-chat", ArianeChat);
