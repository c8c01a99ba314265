import { type TestDatabase } from '../../../../warehouse/src/testing';
import { refreshDerived } from '../../../../warehouse/src/mart';

/** What a viewer is bound to; whatever else there is must be nothing to them. */
export interface Scope {
  /** SQL condition on `u`, a row of core.org_unit with the columns region, outlet and staff of its path */
  units: string;
  /** SQL condition on `c`, a row of core.customer joined with its `u` */
  customers: string;
}

/**
 * What every answer must be free of: codes and names of other units, and other people's codes and names. A viewer's are the own outlets' customers
 * and accounts, and what belongs together with them: all accounts of an own customer, and the owners of the own accounts (tier and assets are those of
 * the person).
 */
export async function listForeign({ client }: TestDatabase, scope: Scope): Promise<Set<string>> {
  await client.query('BEGIN');
  await client.query(toOwnTables(scope));
  const { rows } = await client.query<{ text: string | null }>(`
    SELECT unnest(ARRAY[unit_code, name]) AS text FROM core.org_unit WHERE unit_code NOT IN (SELECT unit_code FROM own_path)
    UNION SELECT customer_code FROM core.customer WHERE customer_code NOT IN (SELECT customer_code FROM own_customer)
    UNION SELECT unnest(ARRAY[full_name, phone, email]) FROM core.customer_identity
      WHERE customer_code NOT IN (SELECT customer_code FROM own_customer)
    EXCEPT SELECT name FROM core.org_unit WHERE unit_code IN (SELECT unit_code FROM own_path)`);
  await client.query('ROLLBACK');
  return new Set(rows.flatMap(({ text }) => text ?? []));
}

/**
 * Changes everything that is not the viewer's: other units' names, people, postings, contracts and targets, so that no figure about them stays as
 * it was. What may tell a viewer about others stays: for which days there are data, catalogues such as products and campaigns, rates of other banks.
 */
export async function changeOutside({ client }: TestDatabase, scope: Scope): Promise<void> {
  await client.query('BEGIN');
  await client.query(toOwnTables(scope));
  for (const statement of changes) {
    await client.query(statement);
  }
  await refreshDerived(client);
  await client.query('COMMIT');
}

/** SQL of the own units with those above and below them, customers and accounts. */
const toOwnTables = ({ units, customers }: Scope) => `
  CREATE TEMP TABLE own_unit ON COMMIT DROP AS
  WITH RECURSIVE u AS (
    SELECT unit_code, level, NULL::text AS region, NULL::text AS outlet, NULL::text AS staff FROM core.org_unit WHERE level = 'bank'
    UNION ALL
    SELECT o.unit_code, o.level, CASE WHEN o.level = 'region' THEN o.unit_code ELSE u.region END,
      CASE WHEN o.level = 'outlet' THEN o.unit_code ELSE u.outlet END, CASE WHEN o.level = 'staff' THEN o.unit_code END
    FROM core.org_unit o JOIN u ON u.unit_code = o.parent_code
  )
  SELECT * FROM u WHERE ${units};

  CREATE TEMP TABLE own_path ON COMMIT DROP AS
  SELECT unnest(ARRAY[unit_code, region, outlet]) AS unit_code FROM own_unit
  UNION SELECT unit_code FROM core.org_unit WHERE level = 'bank'
  -- Staff see where they had their contacts.
  UNION SELECT unnest(ARRAY[o.unit_code, o.parent_code]) FROM core.contact c JOIN core.org_unit o ON o.unit_code = c.outlet_code
    WHERE c.staff_code IN (SELECT unit_code FROM own_unit) AND NOT EXISTS (SELECT FROM own_unit WHERE level <> 'staff');
  DELETE FROM own_path WHERE unit_code IS NULL;

  CREATE TEMP TABLE own_customer ON COMMIT DROP AS
  SELECT c.customer_code FROM core.customer c WHERE ${customers}
  UNION
  SELECT h.customer_code FROM core.account_holder h JOIN core.account a USING (account_code)
  WHERE a.outlet_code IN (SELECT unit_code FROM own_unit WHERE level = 'outlet');

  CREATE TEMP TABLE own_account ON COMMIT DROP AS
  SELECT account_code FROM core.account WHERE outlet_code IN (SELECT unit_code FROM own_unit WHERE level = 'outlet')
  UNION
  SELECT account_code FROM core.account_holder WHERE customer_code IN (SELECT customer_code FROM own_customer);`;

type Kind = 'unit' | 'customer' | 'account';
/** SQL condition of rows that have nothing to do with the viewer by any of their columns. */
const outside = (columns: Record<string, Kind>) =>
  Object.entries(columns)
    .map(([column, kind]) => `(${column} IS NULL OR ${column} NOT IN (SELECT ${kind}_code FROM own_${kind}))`)
    .join(' AND ');
const otherAccounts = outside({ account_code: 'account' });
const otherCustomers = outside({ customer_code: 'customer' });
const ofNobodyHere = outside({ outlet_code: 'unit', customer_code: 'customer' });
/** A draw from 0 to below 1000 that is another one each time that something is changed. */
const draw = (seed: string) => `(('x' || substr(md5(${seed} || txid_current()), 1, 7))::bit(28)::integer % 1000)`;

const changes = [
  // Names of other units, and a new outlet far away.
  `UPDATE core.org_unit SET name = 'Secret ' || unit_code || ' ' || ${draw('unit_code')}
   WHERE unit_code NOT IN (SELECT unit_code FROM own_path)`,
  `INSERT INTO core.org_unit (unit_code, level, parent_code, name, sort_order)
   VALUES ('B09' || (txid_current() % 90 + 10), 'outlet', 'R03', 'Secret new outlet', 99)`,
  `INSERT INTO core.outlet (outlet_code, source_key) SELECT unit_code, unit_code FROM core.org_unit WHERE name = 'Secret new outlet' ON CONFLICT DO NOTHING`,
  // Other people.
  `UPDATE core.customer SET segment = CASE WHEN ${draw('customer_code')} % 2 = 0 THEN 'premium' END,
     sex = CASE WHEN ${draw(`'s' || customer_code`)} % 2 = 0 THEN 'female' ELSE 'male' END, birth_date = birth_date + ${draw(`'b' || customer_code`)}
   WHERE ${otherCustomers}`,
  `INSERT INTO core.customer (customer_code, outlet_code, customer_since, segment)
   SELECT 'CX' || txid_current() || n, (SELECT unit_code FROM core.org_unit WHERE name = 'Secret new outlet' LIMIT 1), date '1990-02-01' + n, 'premium'
   FROM generate_series(1, 5) n`,
  // Other money, on the days between the first and the last of the bank.
  `UPDATE core.transaction SET amount = amount + ${draw('transaction_code')},
     direction = CASE WHEN ${draw(`'d' || transaction_code`)} % 2 = 0 THEN 'credit' ELSE 'debit' END,
     category = CASE WHEN ${draw(`'p' || transaction_code`)} % 3 = 0 THEN 'payroll' END
   WHERE ${otherAccounts}`,
  `DELETE FROM core.transaction WHERE ${otherAccounts} AND ${draw(`'x' || transaction_code`)} % 4 = 0
     AND day > (SELECT min(day) FROM core.transaction) AND day < (SELECT max(day) FROM core.transaction)`,
  `DELETE FROM core.account_balance WHERE ${otherAccounts}`,
  `INSERT INTO core.account_balance
   SELECT account_code, day, coalesce(lead(day) OVER w - 1, 'infinity'), balance
   FROM (
     SELECT account_code, day, sum(sum(CASE direction WHEN 'credit' THEN amount ELSE -amount END)) OVER (PARTITION BY account_code ORDER BY day) AS balance
     FROM core.transaction WHERE ${otherAccounts} GROUP BY 1, 2
   ) closing
   WINDOW w AS (PARTITION BY account_code ORDER BY day)`,
  `UPDATE core.loan SET principal = principal + 10 * ${draw('loan_code')},
     status = (ARRAY['paid', 'defaulted', 'running', 'arrears'])[1 + ${draw(`'l' || loan_code`)} % 4]
   WHERE ${otherAccounts} AND loan_code NOT IN (SELECT loan_code FROM core.loan_status_change)`,
  `DELETE FROM core.card WHERE holder_code IN (SELECT holder_code FROM core.account_holder WHERE ${otherAccounts})
     AND ${draw('card_code')} % 3 = 0 AND issued_on > (SELECT min(issued_on) FROM core.card) AND issued_on < (SELECT max(issued_on) FROM core.card)`,
  `UPDATE core.target SET target = target + ${draw('metric || unit_code || period')} WHERE ${outside({ unit_code: 'unit' })}`,
  `UPDATE core.outlet SET latitude = 10 + ${draw('outlet_code')} / 100.0, longitude = 10 + ${draw(`'g' || outlet_code`)} / 100.0
   WHERE outlet_code NOT IN (SELECT unit_code FROM own_path)`,
  // Subjects beside accounts.
  `UPDATE core.customer_identity SET full_name = 'Secret ' || customer_code, phone = '0' || ${draw('customer_code')}, email = 'secret@example.org'
   WHERE ${otherCustomers}`,
  `UPDATE core.standing_order SET amount = amount + ${draw('order_code')} WHERE ${otherAccounts}`,
  `UPDATE core.wealth_position SET market_value = market_value + ${draw('customer_code || product_code || day')} WHERE ${otherCustomers}`,
  `UPDATE core.wealth_trade SET amount = amount + ${draw('trade_code')} WHERE ${outside({ customer_code: 'customer', staff_code: 'unit' })}`,
  `UPDATE core.complaint SET subject = 'Secret', channel = 'secret' WHERE ${ofNobodyHere}`,
  `UPDATE core.app_session SET variant = 'S', channel = 'secret', app_version = '9.9' WHERE ${ofNobodyHere}`,
  `DELETE FROM core.app_event WHERE ${draw('event_code')} % 3 = 0 AND session_code IN (SELECT session_code FROM core.app_session WHERE ${ofNobodyHere})`,
  `UPDATE core.contact SET revenue = revenue + ${draw('contact_code')}, cost = cost + ${draw(`'c' || contact_code`)}, purpose = 'secret',
     is_accepted = NOT is_accepted, disposition = 'secret'
   WHERE ${outside({ outlet_code: 'unit', customer_code: 'customer', staff_code: 'unit' })}`,
  `UPDATE core.referral SET reward = reward + ${draw('referral_code')}, channel = 'secret' WHERE ${outside({ referrer_code: 'customer', invitee_code: 'customer' })}`,
  `UPDATE core.campaign_member SET revenue = revenue + ${draw('member_code')}, cost = cost + ${draw(`'c' || member_code`)}, channel = 'secret' WHERE ${ofNobodyHere}`,
  `UPDATE core.outlet_visit SET served_at = served_at - (served_at - issued_at) / 2, service = 'secret' WHERE ${ofNobodyHere}`,
  `UPDATE core.outlet_result SET amount = amount + ${draw('outlet_code || line || booked_on')} WHERE ${outside({ outlet_code: 'unit' })}`,
];
