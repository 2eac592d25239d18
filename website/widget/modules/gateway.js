// The public API of the chat. The token lives in this object alone and dies with the page.

/** A refusal of the server, with what can be shown: `detail`, `emergency`, sometimes `messages`. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || "");
    this.status = status;
    this.body = body;
  }
}

export class Gateway {
  #base;
  #token = null;

  constructor(base) {
    this.#base = base;
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
    } catch {
      throw new Problem(0, { detail: "Pas de connexion. Votre message est toujours là. Vous pouvez le renvoyer." });
    }
    if (reply.ok) return reply.json();
    throw new Problem(reply.status, await reply.json().catch(() => ({ detail: "Une erreur est survenue. Vous pouvez renvoyer." })));
  }

  async start() {
    const started = await this.#post("api/chat/start", {});
    this.#token = started.conversation;
    return started.messages;
  }

  /** Send {text} or {choice}; a conversation that has expired is begun anew, once. */
  async send(what) {
    if (!this.#token) await this.start();
    try {
      return await this.#post("api/chat/message", { conversation: this.#token, ...what });
    } catch (problem) {
      if (problem.status !== 404 || !what.text) throw problem;
      await this.start();
      return this.#post("api/chat/message", { conversation: this.#token, ...what });
    }
  }

  /** Delete the conversation on the server; safe while the page is going away. */
  end() {
    if (!this.#token) return;
    const body = JSON.stringify({ conversation: this.#token });
    this.#token = null;
    navigator.sendBeacon(new URL("api/chat/end", this.#base), new Blob([body], { type: "text/plain" }));
  }
}
