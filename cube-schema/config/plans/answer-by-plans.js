const { createHash } = require('node:crypto');
const { readEngine } = require('../dialect');
const { learnPlan } = require('./learn-plan.js');
const { RecentEntries } = require('./recent-entries.js');
const { readShape } = require('./read-shape.js');
const { createStatements } = require('./statements.js');

/** Shapes that were asked for, by their keys alone: many more than plans, so that queries which come once do not drive plans out. */
const seenAtMost = 5_000;
const plansAtMost = 500;
/** In place of the plan of a shape that is being learned, or that has none. */
const withoutPlan = 'without';

/**
 * Makes a gateway of Cube remember how it answered: a query that differs from earlier ones of the same scope in its days only is answered by the
 * SQL that Cube wrote for them, without being normalised, narrowed and translated again. Who asks has been found out before, and Cube's own code
 * makes the answer from the rows, which are read from the database for every request. See docs/decisions/0021.
 *
 * Plans need Postgres. BRANCHLIGHT_CUBE_PLANS=off does without them, for instance behind a pooler that keeps no prepared statements.
 *
 * @param {object} gateway - of @cubejs-backend/api-gateway
 */
function answerByPlans(gateway) {
  if (readEngine() !== 'postgres' || process.env.BRANCHLIGHT_CUBE_PLANS === 'off') {
    return;
  }
  const seen = new RecentEntries(seenAtMost);
  const plans = new RecentEntries(plansAtMost);
  const statements = createStatements();
  const { load } = gateway;

  gateway.load = async function loadByPlan(request) {
    const shape = readShape(request);
    const known = shape && plans.get(shape.key);
    if (typeof known === 'object') {
      try {
        return await answer(request, known, shape.days);
      } catch (error) {
        // Cube tries it itself, and says in its own way what is wrong.
        plans.delete(shape.key);
        gateway.log({ type: 'Plan given up after an error', error: String(error) }, request.context);
      }
    }
    const answered = await loadAndWatch(request);
    if (!shape || !answered) {
      return undefined;
    }
    // A whole key may be long, and a mark that two shapes share only makes one of them learned early.
    const mark = createHash('sha1').update(shape.key).digest('base64');
    if (known === undefined && seen.get(mark)) {
      plans.set(shape.key, withoutPlan);
      const plan = await learnPlan(gateway, request, shape, answered).catch(() => undefined);
      plans.set(shape.key, plan ?? withoutPlan);
    } else {
      seen.set(mark, true);
    }
    return undefined;
  };

  /** Lets Cube answer; returns the answer unless it is an error. */
  async function loadAndWatch(request) {
    let answered;
    await load.call(gateway, {
      ...request,
      res: (result, ...rest) => {
        answered = result?.isWrapper ? result : undefined;
        return request.res(result, ...rest);
      },
    });
    return answered;
  }

  async function answer({ context, res }, { name, text, read, transform, root, wrap }, days) {
    await gateway.assertApiScope('data', context.securityContext);
    const lastRefreshTime = new Date().toISOString();
    const { values, query } = read(days);
    const orchestrator = await gateway.getAdapterApi(context);
    const rows = await statements.run(await orchestrator.driverFactory(), { name, text, values });
    const { data: result } = gateway.wrapAdapterQueryResultIfNeeded({ data: rows });
    result.setTransformData({ ...transform, query });
    result.setRootResultObject({ ...root, query, lastRefreshTime });
    await res(wrap(result));
  }
}

/**
 * The same for Cube's own server (image cubejs/cube).
 *
 * @param {{ prototype: { initApp(app: object): Promise<void>, apiGateway(): object } }} serverCore - the class CubejsServerCore
 */
function addPlans(serverCore) {
  const { initApp } = serverCore.prototype;
  serverCore.prototype.initApp = function initWithPlans(app) {
    answerByPlans(this.apiGateway());
    return initApp.call(this, app);
  };
}

module.exports = { answerByPlans, addPlans };
