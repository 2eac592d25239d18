// <ariane-chat>: the embeddable chat. This file only puts a button and the emergency numbers on the page;
// the rest is fetched when somebody opens the chat. No cookie, no storage, no third party.
const BASE = new URL(".", import.meta.url);

class ArianeChat extends HTMLElement {
  #opened = null;

  connectedCallback() {
    if (this.shadowRoot) return;
    // One conversation a page: a second element stays an inert fallback.
    if (document.querySelector("ariane-chat") !== this) return;
    const root = this.attachShadow({ mode: "open" });
    if (this.hasAttribute("page")) {
      this.open();
      return;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = this.getAttribute("label") || "Besoin d’aide ?";
    button.part = "launcher";
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      ":host{all:initial} button{position:fixed;right:1rem;bottom:1rem;z-index:2147483000;font:600 1rem/1.2 system-ui,sans-serif;" +
        "min-height:3rem;padding:.6rem 1.1rem;border:2px solid #fff;border-radius:2rem;background:#3b2f63;color:#fff;cursor:pointer}" +
        "button:focus-visible{outline:3px solid #f4a300;outline-offset:2px}",
    );
    root.adoptedStyleSheets = [sheet];
    root.append(button);
    button.addEventListener("click", () => this.open());
  }

  /** Open the chat, in place or over the page. */
  async open() {
    if (this.#opened) return this.#opened.show();
    const { Panel } = await import("./widget/panel.js");
    if (this.#opened) return this.#opened.show();
    this.#opened = new Panel(this, BASE);
    return this.#opened.start();
  }
}

if (!customElements.get("ariane-chat")) customElements.define("ariane-chat", ArianeChat);
