// The public API of the chat. The token lives in this object alone and dies with the page.

/** A refusal of the server, with what can be shown: `detail`, `emergency`, sometimes `messages`. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || "");
    this.status = status;
    this.body = body;
  }
}

const LOST = "Pas de connexion. Votre message est toujours là. Vous pouvez le renvoyer.";
const BROKEN = "Une erreur est survenue. Vous pouvez renvoyer.";

export class Gateway {
  #base;
  #token = null;
  #ended = false;
  #prolong;

  /** `prolong(seconds)` is called whenever the server has given the conversation that much time again. */
  constructor(base, prolong = () => {}) {
    this.#base = base;
    this.#prolong = prolong;
  }

  async #post(path, body) {
    let reply;
    try {
      reply = await fetch(new URL(path, this.#base), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(15000),
      });
      if (reply.ok) return await reply.json();
    } catch {
      throw new Problem(0, { detail: LOST });
    }
    const problem = await reply.json().catch(() => null);
    throw new Problem(reply.status, problem && typeof problem === "object" ? problem : { detail: BROKEN });
  }

  /** Begin a conversation; return the turn that welcomes. */
  async start() {
    const started = await this.#post("api/chat/start", {});
    this.#token = started.conversation;
    this.seconds = started.expires_in;
    // The visitor left while the server was answering: nothing may stay there.
    if (this.#ended) this.end();
    else this.#prolong(this.seconds);
    return started;
  }

  /** Send {text} or {choice}. For a text, a conversation that has expired is begun anew, once. */
  async send(what) {
    if (!this.#token) await this.start();
    try {
      return await this.#message(what);
    } catch (problem) {
      if (problem.status !== 404) throw problem;
      this.#token = null;
      if (!what.text) throw problem;
      await this.start();
      return this.#message(what);
    }
  }

  async #message(what) {
    const turn = await this.#post("api/chat/message", { conversation: this.#token, ...what });
    this.#prolong(this.seconds);
    return turn;
  }

  /** Ask for the whole time again, without a message. */
  async extend() {
    const { expires_in } = await this.#post("api/chat/extend", { conversation: this.#token });
    this.#prolong(expires_in);
  }

  /** Delete the conversation on the server; safe while the page is going away. */
  end() {
    this.#ended = true;
    if (!this.#token) return;
    const body = JSON.stringify({ conversation: this.#token });
    this.#token = null;
    navigator.sendBeacon(new URL("api/chat/end", this.#base), new Blob([body], { type: "text/plain" }));
  }
}
