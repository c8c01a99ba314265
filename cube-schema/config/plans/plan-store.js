/** Shapes of requests that are remembered, with or without a plan. */
const keptAtMost = 500;

/** What is known of the shapes of requests, by their key: those that were not asked for longest go first. */
class PlanStore {
  /** @type {Map<string, unknown>} */
  #entries = new Map();
  #most;

  /** @param {number} [most] */
  constructor(most = keptAtMost) {
    this.#most = most;
  }

  get(key) {
    const entry = this.#entries.get(key);
    if (entry !== undefined) {
      this.set(key, entry);
    }
    return entry;
  }

  set(key, entry) {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > this.#most) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest);
    }
  }

  delete(key) {
    this.#entries.delete(key);
  }
}

module.exports = { PlanStore };
