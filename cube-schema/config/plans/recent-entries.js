/** A map of at most so many entries: those that were not asked for longest go first. */
class RecentEntries {
  /** @type {Map<string, unknown>} */
  #entries = new Map();
  #most;

  /** @param {number} most */
  constructor(most) {
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

module.exports = { RecentEntries };
