/** A query that is refused for what it says. Cube answers it with status 400 and this message. */
class QueryRefusal extends Error {
  constructor(message) {
    super(message);
    this.name = 'QueryRefusal';
    // What Cube's gateway tells its users' errors by.
    this.type = 'UserError';
  }
}

module.exports = { QueryRefusal };
