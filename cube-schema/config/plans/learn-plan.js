const { createHash } = require('node:crypto');
const { setDays } = require('./read-shape.js');

/** Days that stand for any others while a plan is learned: far apart, so that a check that minds the days minds these. */
const marks = ['1801-02-03', '2199-11-29'];
const markPattern = new RegExp(marks.join('|'), 'g');

/**
 * What Cube makes of a request, to be used again for other days.
 *
 * It is tried out: Cube is asked for the same query with other days as well, and only if its SQL is the same, and everything else the same but for the
 * days, there is a plan. Of what Cube answered, only what says nothing about rows is kept.
 *
 * @param {object} gateway - Cube's
 * @param {{ context: object, cacheMode?: string }} request
 * @param {{ query: object, days?: [string, string] }} shape
 * @param {object} answered - what the gateway answered to it
 * @returns {Promise<Plan | undefined>} undefined where the days change more than parameters, or Cube reads a table that it built itself
 *
 * @typedef {{ name: string, text: string, read(days?: [string, string]): { values: unknown[], query: object }, transform: object,
 *   root: object, wrap(result: object): object }} Plan
 */
async function learnPlan(gateway, request, { query, days }, answered) {
  const actual = await write(gateway, request, query);
  const marked = days ? await write(gateway, request, setDays(query, marks)) : actual;
  const template = JSON.stringify([marked.values, marked.query]);
  const read = (asked) => {
    const [values, normalized] = JSON.parse(asked ? putDays(template, asked) : template);
    return { values, query: normalized };
  };
  const again = read(days);
  const isSame =
    marked.text === actual.text &&
    JSON.stringify(marked.aliases) === JSON.stringify(actual.aliases) &&
    JSON.stringify([again.values, again.query]) === JSON.stringify([actual.values, actual.query]);
  if (!isSame || actual.isPrepared) {
    return undefined;
  }
  const [first] = answered.getResults();
  const [root] = first.getRootResultObject();
  const [transform] = first.getTransformData();
  return {
    name: createHash('sha256').update(actual.text).digest('hex').slice(0, 32),
    text: actual.text,
    read,
    transform,
    root,
    // A client that asks for "multi" gets a list of one.
    wrap: (result) => (answered === first ? result : new answered.constructor([result], answered.rootResultObject)),
  };
}

/** The SQL that Cube writes for a query, with what it needs to read the rows. */
async function write(gateway, { context, cacheMode }, query) {
  const [, [normalized]] = await gateway.getNormalizedQueries(query, context, false, false, cacheMode);
  const [{ sql, aliasNameToMember, preAggregations, external }] = await gateway.getSqlQueriesInternal(context, [
    normalized,
  ]);
  const [text, values] = sql;
  const isPrepared = external === true || (preAggregations?.length ?? 0) > 0;
  return { text, values, aliases: aliasNameToMember, query: normalized, isPrepared };
}

const putDays = (text, [from, to]) => text.replace(markPattern, (mark) => (mark === marks[0] ? from : to));

module.exports = { learnPlan };
