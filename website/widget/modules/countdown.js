// The time until the server forgets a silent conversation: a warning well ahead, then the end.
// Measured against the clock, so that a phone that slept does not keep showing what is gone.
const AHEAD = 180;

export class Countdown {
  #warn;
  #expire;
  #deadline = null;
  #warned = false;
  #timer = 0;

  constructor(warn, expire) {
    this.#warn = warn;
    this.#expire = expire;
  }

  restart(seconds) {
    this.#deadline = Date.now() + seconds * 1000;
    this.#warned = false;
    this.check();
  }

  stop() {
    clearTimeout(this.#timer);
    this.#deadline = null;
  }

  check() {
    clearTimeout(this.#timer);
    if (this.#deadline === null) return;
    const left = this.#deadline - Date.now();
    if (left <= 0) {
      this.stop();
      this.#expire();
      return;
    }
    if (left <= AHEAD * 1000 && !this.#warned) {
      this.#warned = true;
      this.#warn(Math.max(1, Math.floor(left / 60000)));
    }
    this.#timer = setTimeout(() => this.check(), this.#warned ? left : left - AHEAD * 1000);
  }
}
