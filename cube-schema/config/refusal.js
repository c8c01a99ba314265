/** A query that is refused for what it says. Cube answers it with this message and, as it sends no other, status 400. */
class QueryRefusal extends Error {
  /**
   * @param {string} message
   * @param {number} [status] - HTTP status where checkAuth answers: 403 for what others may ask
   */
  constructor(message, status = 400) {
    super(message);
    this.name = 'QueryRefusal';
    this.status = status;
    // What Cube's gateway tells its users' errors by.
    this.type = 'UserError';
  }
}

module.exports = { QueryRefusal };
