// Cube resolves paths from the model's root.
const { cellsAt } = require('../config/cells.js');
const { divide, matches } = require('../config/dialect');
const { edges } = require('../config/edges.js');

// The outlets with where they stand on the last day of every period and what they did in it. What was done by an outlet that has closed
// since still counts, so its rows are there without a count of outlets. Each fact is read only where something asks for it.
cube(`outlet_period`, {
  public: false,
  sql: `
    WITH edge AS MATERIALIZED (
      SELECT e.* FROM ${FILTER_PARAMS.outlet_period.period.filter(
        (grain, from, to, needs) => `
        SELECT x.*, h.first_day AS known_from, h.last_day AS known_to, l.last_visit, l.has_postings,
          ${matches('n.needs', ',(income|cost|cost_income|queue_minutes|visits|abandonment),')} AS needs_day,
          ${matches('n.needs', ',(counter_transactions|teller_fte|transactions_per_fte),')} AS needs_teller,
          ${matches('n.needs', ',(digital_customers|digital_share),')} AS needs_digital,
          ${matches('n.needs', ',([a-z]+_score|health_[a-z]+|peer_group|classification),')} AS needs_health,
          ${matches('n.needs', ',peers_for_hq,')} AS for_hq, ${matches('n.needs', ',peers_for_region,')} AS for_region,
          ${matches('n.needs', ',peers_for_branch,')} AS for_branch
        FROM (${edges('outlets', grain, from, to)}) x
        CROSS JOIN (SELECT ${needs}::text AS needs) n
        CROSS JOIN (SELECT max(d.day) AS last_visit, EXISTS (SELECT 1 FROM mart.outlet_counter_day) AS has_postings FROM mart.outlet_digital_day d) l
        LEFT JOIN mart.horizon h ON h.domain = 'deposits'`
      )} AS e
    ), day_sum AS (
      SELECT e.bucket, d.outlet_code, SUM(d.income) AS income, SUM(d.cost) AS cost, SUM(d.issued) AS issued, SUM(d.served) AS served,
        SUM(d.wait_minutes) AS wait_minutes
      FROM edge e JOIN mart.outlet_day d ON e.needs_day AND d.day BETWEEN e.first_day AND e.last_day
      GROUP BY 1, 2
    ), counter_sum AS (
      SELECT e.bucket, d.outlet_code, SUM(d.postings) AS postings
      FROM edge e JOIN mart.outlet_counter_day d ON e.needs_teller AND d.day BETWEEN e.first_day AND e.last_day
      GROUP BY 1, 2
    ), teller_sum AS (
      SELECT e.bucket, t.outlet_code,
        ${divide(
          `SUM(t.full_time_equivalent * (least(t.valid_to, e.last_day, e.known_to) - greatest(t.valid_from, e.first_day, e.known_from) + 1))`,
          `MAX(least(e.last_day, e.known_to) - greatest(e.first_day, e.known_from) + 1)`
        )} AS tellers
      FROM edge e
      JOIN mart.teller_span t
        ON e.needs_teller AND t.valid_from <= least(e.last_day, e.known_to) AND t.valid_to >= greatest(e.first_day, e.known_from)
      WHERE least(e.last_day, e.known_to) >= greatest(e.first_day, e.known_from)
      GROUP BY 1, 2
    ), active_sum AS (
      SELECT s.bucket, s.outlet_code, SUM(s.active_customers) AS active_customers
      FROM (${cellsAt(
        'customer',
        'e.last_day',
        ['e.bucket, c.outlet_code, c.active_customers'],
        'e.needs_digital AND NOT c.is_detailed'
      )}) s
      GROUP BY 1, 2
    ), place AS (
      SELECT e.*, o.outlet_code, o.outlet, o.region_code, o.region, o.latitude, o.longitude,
        CASE
          WHEN (o.opened_on IS NULL OR o.opened_on <= e.last_day OR e.is_everything) AND (o.closed_on IS NULL OR o.closed_on > e.last_day) THEN 1
        END AS outlets
      FROM edge e
      CROSS JOIN mart.outlet o
    )
    SELECT o.grain, o.bucket, o.outlet_code, o.outlet, o.region_code, o.region, o.latitude, o.longitude,
      coalesce(c.setting, 'unknown') AS setting, coalesce(h.peer_group, 'unknown') AS peer_group, coalesce(h.classification, 'unknown') AS classification,
      o.outlets,
      d.income, d.cost, d.issued, d.served, d.wait_minutes,
      CASE WHEN t.tellers > 0 AND o.has_postings THEN coalesce(p.postings, 0) END AS postings, t.tellers,
      v.customers AS digital_customers, CASE WHEN v.customers IS NOT NULL THEN a.active_customers END AS active_customers,
      h.health_index, h.coverage, h.scale, h.growth, h.quality, h.productivity, h.risk, h.service, h.digital
    FROM place o
    JOIN core.outlet c ON c.outlet_code = o.outlet_code
    LEFT JOIN day_sum d ON d.bucket = o.bucket AND d.outlet_code = o.outlet_code
    LEFT JOIN counter_sum p ON p.bucket = o.bucket AND p.outlet_code = o.outlet_code
    LEFT JOIN teller_sum t ON t.bucket = o.bucket AND t.outlet_code = o.outlet_code
    LEFT JOIN active_sum a ON a.bucket = o.bucket AND a.outlet_code = o.outlet_code
    LEFT JOIN mart.outlet_digital_day v
      ON o.needs_digital AND v.outlet_code = o.outlet_code AND v.day = least(o.last_day, o.last_visit)
    LEFT JOIN mart.outlet_health h ON o.needs_health AND o.outlets = 1 AND h.outlet_code = o.outlet_code AND h.valid_from <= o.last_day AND h.valid_to >= o.last_day
      AND (o.for_hq OR (o.for_region AND h.is_open_to_region) OR (o.for_branch AND h.is_open_to_branch))
    WHERE o.outlets = 1 OR o.needs_day OR o.needs_teller OR o.needs_digital`,

  refreshKey: { every: `2 seconds`, sql: `SELECT version FROM ops.data_version` },

  dimensions: {
    period: { sql: `grain`, type: `string`, public: false },
    date: { sql: `bucket`, type: `time` },
    region_code: { sql: `region_code`, type: `string` },
    region: { sql: `region`, type: `string` },
    outlet_code: { sql: `outlet_code`, type: `string` },
    outlet: { sql: `outlet`, type: `string` },
    setting: { sql: `setting`, type: `string` },
    peer_group: { sql: `peer_group`, type: `string` },
    classification: { sql: `classification`, type: `string` },
    latitude: { sql: `latitude`, type: `number` },
    longitude: { sql: `longitude`, type: `number` },
  },

  hierarchies: {
    geography: { title: `Organisation`, levels: [region_code, outlet_code] },
  },

  measures: {
    outlets: {
      sql: `outlets`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `count`,
        direction: `none`,
        owner: `Branch network`,
        certified: true,
        semi_additive: true,
        formula: `Count of the outlets opened and not closed by the last day of the period; where the opening day is unknown it counts as open`,
      },
    },
    health_index: {
      sql: `AVG(${CUBE}.health_index)`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Branch network`,
        certified: false,
        semi_additive: true,
        formula: `Mean over the outlets of their index at the last complete month up to the end of the period; the index is the mean of its parts, weighted by the settings, over the parts with a value; 0 is worst and 100 best among peers`,
      },
    },
    health_coverage: {
      sql: `AVG(${CUBE}.coverage)`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Branch network`,
        certified: false,
        semi_additive: true,
        formula: `Mean over the outlets of the weight of the parts with a value / weight of all parts`,
      },
    },
    scale_score: {
      sql: `AVG(${CUBE}.scale)`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Branch network`,
        certified: false,
        semi_additive: true,
        formula: `Mean over the outlets of the percentile rank among their peers (0 to 100) by deposit balance; equal ones count half`,
      },
    },
    growth_score: {
      sql: `AVG(${CUBE}.growth)`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Branch network`,
        certified: false,
        semi_additive: true,
        formula: `Mean over the outlets of the percentile rank among their peers (0 to 100) by deposit balance against that twelve months before; equal ones count half`,
      },
    },
    quality_score: {
      sql: `AVG(${CUBE}.quality)`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Branch network`,
        certified: false,
        semi_additive: true,
        formula: `Mean over the outlets of the percentile rank among their peers (0 to 100) by product lines per active customer; equal ones count half`,
      },
    },
    productivity_score: {
      sql: `AVG(${CUBE}.productivity)`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Branch network`,
        certified: false,
        semi_additive: true,
        formula: `Mean over the outlets of the percentile rank among their peers (0 to 100) by income / cost of three months; equal ones count half`,
      },
    },
    risk_score: {
      sql: `AVG(${CUBE}.risk)`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Branch network`,
        certified: false,
        semi_additive: true,
        formula: `Mean over the outlets of the percentile rank among their peers (0 to 100) by share of loans in arrears or defaulted, less is better; equal ones count half`,
      },
    },
    service_score: {
      sql: `AVG(${CUBE}.service)`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Branch network`,
        certified: false,
        semi_additive: true,
        formula: `Mean over the outlets of the percentile rank among their peers (0 to 100) by mean wait of three months, less is better; equal ones count half`,
      },
    },
    digital_score: {
      sql: `AVG(${CUBE}.digital)`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Branch network`,
        certified: false,
        semi_additive: true,
        formula: `Mean over the outlets of the percentile rank among their peers (0 to 100) by digital share of the customers; equal ones count half`,
      },
    },
    income: {
      sql: `income`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `currency`,
        direction: `up`,
        owner: `Branch network`,
        certified: true,
        semi_additive: false,
        formula: `Sum of the income booked in the period`,
      },
    },
    cost: {
      sql: `cost`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `currency`,
        direction: `down`,
        owner: `Branch network`,
        certified: true,
        semi_additive: false,
        formula: `Sum of the cost booked in the period`,
      },
    },
    cost_income: {
      sql: `${divide(`SUM(${CUBE}.cost)`, `SUM(${CUBE}.income)`)}`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `ratio`,
        direction: `down`,
        owner: `Branch network`,
        certified: true,
        semi_additive: true,
        formula: `Cost / income; no value without income`,
      },
    },
    counter_transactions: {
      sql: `postings`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `count`,
        direction: `none`,
        owner: `Branch network`,
        certified: true,
        semi_additive: false,
        formula: `Count of the cash deposits and cash withdrawals on the accounts of outlets that have tellers`,
      },
    },
    teller_fte: {
      sql: `tellers`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `count`,
        direction: `none`,
        owner: `Branch network`,
        certified: true,
        semi_additive: true,
        formula: `Sum of the full-time equivalents of the tellers employed, on the average of the calendar days of the period within the data`,
      },
    },
    transactions_per_fte: {
      sql: `${divide(`SUM(${CUBE}.postings)`, `SUM(${CUBE}.tellers)`)}`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Branch network`,
        certified: true,
        semi_additive: true,
        formula: `Counter transactions / tellers in full-time equivalents, these on the average of the days of the period`,
      },
    },
    visits: {
      sql: `issued`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `count`,
        direction: `none`,
        owner: `Branch network`,
        certified: true,
        semi_additive: false,
        formula: `Count of the tickets issued in the period`,
      },
    },
    queue_minutes: {
      sql: `SUM(${CUBE}.wait_minutes) / NULLIF(SUM(${CUBE}.served), 0)`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `minutes`,
        direction: `down`,
        owner: `Branch network`,
        certified: true,
        semi_additive: true,
        formula: `Sum of the minutes from issue to call / tickets served`,
      },
    },
    abandonment: {
      sql: `${divide(`SUM(${CUBE}.issued) - SUM(${CUBE}.served)`, `SUM(${CUBE}.issued)`)}`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `ratio`,
        direction: `down`,
        owner: `Branch network`,
        certified: true,
        semi_additive: true,
        formula: `(Issued - served) / issued tickets`,
      },
    },
    digital_customers: {
      sql: `digital_customers`,
      type: `sum`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `count`,
        direction: `up`,
        owner: `Branch network`,
        certified: true,
        semi_additive: true,
        formula: `Count of the customers with a visit of the mobile or web bank in the 90 days up to the end of the period, or up to the last visit known`,
      },
    },
    digital_share: {
      sql: `${divide(`SUM(${CUBE}.digital_customers)`, `SUM(${CUBE}.active_customers)`)}`,
      type: `number`,
      drillMembers: [region_code, region, outlet_code, outlet, setting],
      meta: {
        unit: `ratio`,
        direction: `up`,
        owner: `Branch network`,
        certified: true,
        semi_additive: true,
        formula: `Digital customers / active customers`,
      },
    },
  },
});
