const { readScope } = require('./query-scope.js');
const { QueryRefusal } = require('./refusal.js');

/** Measures of one step: over several steps or journeys they would count the same people again. */
const ofOneStep = ['customers_at_step', 'step_rate', 'median_minutes', 'p90_minutes'];
const ofOneJourney = [...ofOneStep, 'overall_rate'];

/**
 * Refuses what a funnel cannot answer: rates without a step, and journeys added up.
 *
 * @param {Record<string, any>} query - its access policies' filters included
 * @param {string} view
 * @throws {QueryRefusal}
 */
function checkFunnel(query, view) {
  const { grouped, filtered, valuesOf } = readScope(query, view);
  const isOne = (name) => grouped.has(name) || valuesOf(name)?.length === 1;
  const find = (names) => (query.measures ?? []).find((member) => names.some((name) => member === `${view}.${name}`));
  const ofJourney = find(ofOneJourney);
  if (ofJourney && !isOne('journey')) {
    throw new QueryRefusal(
      `${ofJourney} of several journeys has no meaning, their steps do not add: add the dimension ${view}.journey, or a filter that ${view}.journey equals one journey.`
    );
  }
  const hasStep = isOne('step') || isOne('step_order');
  const ofStep = find(ofOneStep);
  if (ofStep && !hasStep) {
    throw new QueryRefusal(
      `${ofStep} needs to know the step: add the dimension ${view}.step or ${view}.step_order, or a filter that one of them equals one step. Over a whole journey ask ${view}.overall_rate.`
    );
  }
  if (ofJourney && !hasStep && (filtered.has('step') || filtered.has('step_order'))) {
    throw new QueryRefusal(
      `Steps do not add: let ${view}.step equal one step, or add the dimension ${view}.step; without both ${view}.overall_rate is that of the last step.`
    );
  }
}

module.exports = { checkFunnel };
