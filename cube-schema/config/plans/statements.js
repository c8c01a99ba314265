/** Statements at the same time: as many as Cube's own queue lets through, so that its driver's eight connections are enough for both. */
const atOnce = 6;
/** Statements that a connection keeps prepared; a third of a megabyte each in the database's memory. */
const preparedAtMost = 80;

/**
 * Runs statements on the connections of Cube's driver for Postgres, which read but do not write. Postgres keeps them prepared, so that it need not plan
 * them anew, and what Cube sets before every query (time zone, timeout) is set once for a connection.
 */
function createStatements({ most = atOnce, prepared = preparedAtMost } = {}) {
  /** @type {WeakMap<object, Set<string>>} names by connection */
  const known = new WeakMap();
  const waiting = [];
  let running = 0;

  async function takeTurn() {
    if (running < most) {
      running += 1;
    } else {
      await new Promise((resolve) => waiting.push(resolve));
    }
  }

  function passTurn() {
    const next = waiting.shift();
    if (next) {
      next();
    } else {
      running -= 1;
    }
  }

  async function prepareConnection(driver, connection) {
    const names = known.get(connection) ?? new Set();
    if (!known.has(connection)) {
      known.set(connection, names);
      await driver.prepareConnection(connection);
    }
    return names;
  }

  async function runOn(driver, connection, { name, text, values }) {
    const names = await prepareConnection(driver, connection);
    const isKept = names.has(name) || names.size < prepared;
    if (isKept) {
      names.add(name);
    }
    const types = { getTypeParser: driver.getTypeParser };
    const { rows } = await connection.query({ ...(isKept && { name }), text, values, types });
    return rows;
  }

  /**
   * @param {object} driver - Cube's
   * @param {{ name: string, text: string, values: unknown[] }} statement - statements of one name have one text
   * @returns {Promise<object[]>} rows as the driver would give them
   */
  async function run(driver, statement) {
    await takeTurn();
    try {
      return await driver.withConnection(async (connection) => {
        try {
          return await runOn(driver, connection, statement);
        } catch (error) {
          // What failed may be the prepared statement itself, after a change of the tables: another connection prepares it anew.
          void connection.end().catch(() => undefined);
          throw error;
        }
      });
    } finally {
      passTurn();
    }
  }

  return { run };
}

module.exports = { createStatements };
