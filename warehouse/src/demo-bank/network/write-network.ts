import { type Client } from 'pg';
import { bankUnitCode } from '../../settings/apply-bank-settings';
import { toText } from '../days';
import { copyRows, toLine } from '../copy/copy-rows';
import { areaColumns, listAreaLines } from '../market/area-statistics';
import { funds } from '../wealth/funds';
import { type DemoOutlet } from './build-network';
import { provinces, regions } from './places';
import { nameStaff } from './staff-names';

const products = [
  { code: 'current', title: 'Current account', line: 'deposit' },
  { code: 'savings', title: 'Savings account', line: 'deposit' },
  { code: 'term', title: 'Term deposit', line: 'deposit' },
  { code: 'personal_loan', title: 'Personal loan', line: 'loan' },
  { code: 'mortgage', title: 'Mortgage', line: 'loan' },
  { code: 'debit_card', title: 'Debit card', line: 'card' },
  { code: 'credit_card', title: 'Credit card', line: 'card' },
  { code: 'gold_card', title: 'Gold card', line: 'card' },
  ...funds.map(({ code, title }) => ({ code, title, line: 'wealth' })),
];

/** Writes products, provinces, regions, outlets and their staff. */
export async function writeNetwork(client: Client, outlets: readonly DemoOutlet[], seed: number): Promise<void> {
  await copyRows(
    client,
    'core.product (product_code, title, product_line)',
    [products.map(({ code, title, line }) => toLine(code, title, line))],
    {}
  );
  await copyRows(client, `core.area (${areaColumns})`, [listAreaLines(seed)], {});
  const units = [
    ...regions.map(({ code, name }, order) => toLine(code, 'region', bankUnitCode, name, order)),
    ...outlets.map(({ code, region, name }, order) => toLine(code, 'outlet', region, name, order)),
    ...outlets
      .flatMap(({ code, staff }) => staff.map((person, order) => ({ code, staffCode: person.code, order })))
      .map(({ code, staffCode, order }, index) => toLine(staffCode, 'staff', code, nameStaff(index), order)),
  ];
  await copyRows(client, 'core.org_unit (unit_code, level, parent_code, name, sort_order)', [units], {});
  await copyRows(
    client,
    'core.outlet (outlet_code, source_key, area_code, opened_on, city, state, latitude, longitude, setting)',
    [
      outlets.map(({ code, province, openedOn, city, latitude, longitude, setting }) =>
        toLine(code, code, province, toText(openedOn), city, provinces[province]?.[1], latitude, longitude, setting)
      ),
    ],
    {}
  );
  await copyRows(
    client,
    'core.staff (staff_code, outlet_code, role, full_time_equivalent, hired_on)',
    [
      outlets.flatMap((outlet) =>
        outlet.staff.map(({ code, role, fullTime, hiredOn }) =>
          toLine(code, outlet.code, role, fullTime, toText(hiredOn))
        )
      ),
    ],
    {}
  );
  // What was put off is checked now: a table with checks to come cannot give its indexes away.
  await client.query('SET CONSTRAINTS ALL IMMEDIATE');
}
