import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { createTestDatabase, type TestDatabase } from '../testing';
import { WorkFolder, getMappingFile, prepareBank } from './fixtures';
import { loadMapping } from './load-mapping';

let database: TestDatabase;
let folder: WorkFolder;
beforeAll(async () => {
  database = await createTestDatabase();
  await prepareBank(database.client);
});
afterAll(() => database.drop());
beforeEach(() => (folder = new WorkFolder()));
afterEach(() => folder.delete());

const read = async (sql: string) => (await database.client.query<Record<string, unknown>>(sql)).rows;
const load = async (mappingFile: string) => {
  const summary = await loadMapping({ client: database.client, mappingFile, data: folder.path });
  const { rows } = await database.client.query<{ line: number; field: string; reason: string }>(
    `SELECT line_number::int AS line, field, reason FROM ops.rejected_row WHERE load_file_id > $1
     UNION ALL SELECT line_number::int, field, 'warning: ' || reason FROM ops.field_warning WHERE load_file_id > $1 ORDER BY 1, 2`,
    [lastLoad]
  );
  lastLoad = Number((await read('SELECT max(load_file_id) AS id FROM ops.load_file'))[0]?.id);
  const { read: count, loaded, rejected, refused } = summary;
  return { counts: [count, loaded, rejected], faults: rows, refused: refused?.message };
};
let lastLoad = 0;

describe('bank_marketing', () => {
  const header = '"age";"contact";"day";"month";"duration";"pdays";"poutcome";"y"';
  const write = (lines: string[]) => folder.write('bank-full.csv', [header, ...lines, ''].join('\n'));

  it('gives every call its year by the order of the rows, and feeds campaign and contacts', async () => {
    write([
      '58;"unknown";5;"may";261;-1;"unknown";"no"',
      '41;"cellular";30;"dec";76;-1;"unknown";"yes"',
      '33;"telephone";2;"jan";12;92;"failure";"no"',
      '33;"cellular";4;"jan";12;92;"success";"yes"',
    ]);
    expect(await load(getMappingFile('bank_marketing'))).toEqual({ counts: [4, 4, 0], faults: [], refused: undefined });
    expect(
      await read(
        `SELECT m.member_code AS line, m.contacted_on::text AS day, m.channel, m.has_responded AS responded, m.is_control AS control, c.purpose, c.disposition, c.is_accepted AS accepted
         FROM core.campaign_member m JOIN core.contact c ON c.contact_code = 'term_deposit-' || m.member_code AND c.contacted_on = m.contacted_on ORDER BY 1`
      )
    ).toEqual([
      {
        line: '2',
        day: '2008-05-05',
        channel: 'unknown',
        responded: false,
        control: false,
        purpose: 'first_offer',
        disposition: 'declined',
        accepted: false,
      },
      {
        line: '3',
        day: '2008-12-30',
        channel: 'cellular',
        responded: true,
        control: false,
        purpose: 'first_offer',
        disposition: 'accepted',
        accepted: true,
      },
      {
        line: '4',
        day: '2009-01-02',
        channel: 'telephone',
        responded: false,
        control: false,
        purpose: 'after_refusal',
        disposition: 'declined',
        accepted: false,
      },
      {
        line: '5',
        day: '2009-01-04',
        channel: 'cellular',
        responded: true,
        control: false,
        purpose: 'after_success',
        disposition: 'accepted',
        accepted: true,
      },
    ]);
    expect(await read('SELECT campaign_code AS code, title FROM core.campaign')).toEqual([
      { code: 'term_deposit', title: 'term deposit' },
    ]);
    expect(
      await read('SELECT sum(contacts)::int AS contacts, sum(accepted)::int AS accepted FROM mart.contact_day')
    ).toEqual([{ contacts: 4, accepted: 2 }]);
  });

  it('changes nothing when it comes again', async () => {
    write(['58;"unknown";5;"may";261;-1;"unknown";"no"']);
    await load(getMappingFile('bank_marketing'));
    expect(
      await read('SELECT rows_unchanged::int AS unchanged FROM ops.load_file ORDER BY load_file_id DESC LIMIT 1')
    ).toEqual([{ unchanged: 1 }]);
    expect(await read('SELECT count(*)::int AS contacts FROM core.contact')).toEqual([{ contacts: 4 }]);
  });

  it('refuses a file in another order, whose years nobody can tell', async () => {
    write(['58;"unknown";5;"may";261;-1;"unknown";"no"', '58;"unknown";4;"may";261;-1;"unknown";"no"']);
    const { counts, refused } = await load(getMappingFile('bank_marketing'));
    expect(counts).toEqual([1, 0, 0]);
    expect(refused).toMatch(/bank-full.csv is not in the order of its days: "4-may" comes after 2008-05-05/);
    expect(await read('SELECT count(*)::int AS contacts FROM core.contact')).toEqual([{ contacts: 4 }]);
  });
});

test('rates_hk reads periods, minimums and moments in words, and rejects what cannot be', async () => {
  folder.write(
    'hk_rates.csv.gz',
    gzipSync(
      [
        'updated_at,commit_date,currency,bank,type,best_rate,best_period,min_deposit,note',
        '2026-06-19 16:23,2026-06-19T16:23:32+00:00,HKD,甲銀行,virtual,2.9,12個月,沒有最低,',
        '2026-06-20 04:14,2026-06-20T04:14:00+08:00,RMB,乙銀行,traditional,1.25,3-6個月,"RMB 10,000",大額',
        '2026-06-19 16:23,2026-06-19T16:23:32+00:00,HKD,丙銀行,virtual,112.5,12個月,HKD 1,auto-scraped',
        ...Array.from(
          { length: 8 },
          (_, day) => `x,2026-07-0${day + 1}T01:00:00+08:00,USD,甲銀行,virtual,3.5,1年,"USD 2,000",`
        ),
      ].join('\n')
    )
  );
  expect(await load(getMappingFile('rates_hk'))).toEqual({
    counts: [11, 10, 1],
    faults: [{ line: 4, field: 'rate', reason: 'column best_rate: 1.125 is above the highest allowed, 1' }],
    refused: undefined,
  });
  expect(
    await read(
      `SELECT bank, product, term_months AS months, currency, to_char(observed_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI') AS seen, rate::float, min_amount::float AS min, note
       FROM core.competitor_rate WHERE observed_at < '2026-06-30' ORDER BY bank DESC`
    )
  ).toEqual([
    {
      bank: '甲銀行',
      product: 'term',
      months: 12,
      currency: 'HKD',
      seen: '06-19 16:23',
      rate: 0.029,
      min: 0,
      note: null,
    },
    {
      bank: '乙銀行',
      product: 'term',
      months: 3,
      currency: 'CNY',
      seen: '06-19 20:14',
      rate: 0.0125,
      min: 10000,
      note: '大額',
    },
  ]);
  // The day of the source's freshness is cut in the bank's zone, Prague.
  expect(await read(`SELECT data_until::text AS until FROM ops.load_file ORDER BY load_file_id DESC LIMIT 1`)).toEqual([
    { until: '2026-07-06 22:00:00+00' },
  ]);
});

test('funnel_vanguard takes a visit of both groups for a visit of each, and leaves totals out', async () => {
  folder.write('df_final_demo.txt', 'client_id,clnt_age,gendr\n1,60.5,U\n2,41.0,F\n3,,\n');
  folder.write('df_final_experiment_clients.txt', 'client_id,Variation\n1,Test\n2,NA\n3,Control\n');
  folder.write(
    'Errors_for_DEMO.csv',
    'Variation,visit_id,steps,total_steps,backward_steps\nControl,1_1_1,"(2, 1)",2,1\nControl,2_2_2,"(4, 0)",4,0\nTest,2_2_2,"(4, 0)",4,0\n'
  );
  folder.write('Completion_for_DEMO_control.csv', 'visit_id,confirm,Confirmed\n2_2_2,2,Confirmed\nTotal,2,Confirmed\n');
  folder.write('Completion_for_DEMO_test.csv', 'visit_id,confirm,Confirmed\n2_2_2,1,Confirmed\nTotal,1,Confirmed\n');
  expect(await load(getMappingFile('funnel_vanguard'))).toMatchObject({ counts: [13, 11, 2], refused: undefined });
  expect(
    await read(
      `SELECT variant, step, count(*)::int AS visits, min(visitor_code) AS visitor FROM core.app_event JOIN core.app_session USING (session_code) GROUP BY 1, 2 ORDER BY 1, 2 DESC`
    )
  ).toEqual([
    { variant: 'Control', step: 'start', visits: 2, visitor: '1_1_1' },
    { variant: 'Control', step: 'confirm', visits: 1, visitor: '2_2_2' },
    { variant: 'Test', step: 'start', visits: 1, visitor: '2_2_2' },
    { variant: 'Test', step: 'confirm', visits: 1, visitor: '2_2_2' },
  ]);
  expect(await read('SELECT customer_code AS code, sex, segment FROM core.customer ORDER BY 1')).toEqual([
    { code: '1', sex: null, segment: 'test' },
    { code: '2', sex: 'female', segment: null },
    { code: '3', sex: null, segment: 'control' },
  ]);
  expect(await read('SELECT step, step_order AS place FROM core.journey_step ORDER BY 2')).toEqual([
    { step: 'start', place: 1 },
    { step: 'confirm', place: 2 },
  ]);
});

describe('a CRM of its own', () => {
  const mapping = `
source: crm
bank: sample
max_rejects: 100%
files:
  - name: outlets
    pattern: outlets.csv
    domain: outlets
    required: false
    key: [code]
    into: [{ table: outlet, fields: { outlet_code: code, source_key: code, name: code, region: region } }]
  - name: people
    pattern: people.csv
    domain: outlets
    required: false
    key: [code]
    into: [{ table: staff, fields: { staff_code: code, name: name, outlet_code: outlet, role: role, full_time_equivalent: share } }]
  - name: tickets
    pattern: tickets.csv
    domain: service
    required: false
    key: [nr]
    into: [{ table: outlet_visit, fields: { visit_code: nr, outlet_code: outlet, service: { value: counter }, issued_at: drawn, served_at: called } }]
  - name: contacts
    pattern: contacts.csv
    domain: contacts
    required: false
    key: [nr]
    into: [{ table: contact, fields: { contact_code: nr, staff_code: who, contacted_on: day, channel: { value: phone }, disposition: result, is_accepted: yes, revenue: revenue } }]
  - name: steps
    pattern: steps.csv
    domain: online
    required: false
    key: [journey, step]
    into: [{ table: journey_step, fields: { journey: journey, step: step, step_order: nr, title: step } }]
  - name: clicks
    pattern: clicks.csv
    domain: online
    required: false
    key: [nr]
    into:
      - { table: app_session, fields: { session_code: nr, visitor_code: nr, channel: { value: mobile }, started_at: at } }
      - { table: app_event, fields: { event_code: nr, session_code: nr, journey: journey, step: step, occurred_at: at } }
`;
  const loadCrm = () => load(folder.write('crm.yml', mapping));
  beforeAll(async () => {
    folder = new WorkFolder();
    folder.write('outlets.csv', 'code,region\nB0001,North\nB0002,South\n');
    folder.write(
      'people.csv',
      'code,name,outlet,role,share\nS000001,Ana,B0001,teller,0.5\nS000002,Bo,B0001,advisor,\nS000003,Cy,B0009,teller,1\nX1,Di,B0001,teller,1\n'
    );
    const { counts, faults } = await loadCrm();
    expect(counts).toEqual([6, 4, 2]);
    expect(faults.map(({ line, field }) => [line, field])).toEqual([
      [4, 'outlet_code'],
      [5, 'staff_code'],
    ]);
    folder.delete();
  });

  it('brings staff below their outlets, who can move', async () => {
    const list = () =>
      read(
        `SELECT s.staff_code AS code, u.name, u.parent_code AS parent, s.outlet_code AS outlet, s.full_time_equivalent::float AS share FROM core.staff s JOIN core.org_unit u ON u.unit_code = s.staff_code ORDER BY 1`
      );
    expect(await list()).toEqual([
      { code: 'S000001', name: 'Ana', parent: 'B0001', outlet: 'B0001', share: 0.5 },
      { code: 'S000002', name: 'Bo', parent: 'B0001', outlet: 'B0001', share: 1 },
    ]);
    folder.write('people.csv', 'code,name,outlet,role,share\nS000002,Bo,B0002,advisor,1\n');
    await loadCrm();
    expect((await list())[1]).toMatchObject({ parent: 'B0002', outlet: 'B0002' });
    expect(await read(`SELECT login FROM ops.viewer WHERE unit_code = 'S000002'`)).toEqual([
      { login: 'staff.S000002' },
    ]);
  });

  it('keeps order within a row, and times that the bank has', async () => {
    folder.write(
      'tickets.csv',
      'nr,outlet,drawn,called\n1,B0001,2024-05-02 10:00:00,2024-05-02 09:59:59\n2,B0001,2024-05-02 10:00:00,2024-05-02 10:05\n3,B0001,2024-03-31 02:15:00,\n'
    );
    expect(await loadCrm()).toMatchObject({
      counts: [3, 2, 1],
      faults: [
        { line: 2, field: 'served_at', reason: 'warning: column called: lies before drawn' },
        { line: 4, field: 'issued_at', reason: expect.stringContaining('does not exist in Europe/Prague') },
      ],
    });
    expect(
      await read(`SELECT visit_code AS nr, issued_at::text, served_at::text FROM core.outlet_visit ORDER BY 1`)
    ).toEqual([
      { nr: '1', issued_at: '2024-05-02 08:00:00+00', served_at: null },
      { nr: '2', issued_at: '2024-05-02 08:00:00+00', served_at: '2024-05-02 08:05:00+00' },
    ]);
  });

  it('has contacts without revenue, by people who are known, and derives them alone', async () => {
    folder.write(
      'contacts.csv',
      'nr,who,day,result,yes,revenue\n1,S000001,2024-05-02,reached,yes,\n2,S000009,2024-05-03,reached,no,12.5\n3,,,no_answer,no,oops\n'
    );
    expect((await loadCrm()).faults.map(({ line, field }) => [line, field])).toEqual([
      [3, 'staff_code'],
      [4, 'revenue'],
    ]);
    expect(
      await read(`SELECT contact_code AS nr, revenue::float FROM core.contact WHERE channel = 'phone' ORDER BY 1`)
    ).toEqual([
      { nr: '1', revenue: 0 },
      { nr: '2', revenue: 12.5 },
      { nr: '3', revenue: 0 },
    ]);
    expect(
      await read(`SELECT outlet_code AS outlet, contacts FROM mart.contact_day WHERE staff_code = 'S000001'`)
    ).toEqual([{ outlet: 'B0001', contacts: 1 }]);
  });

  it('derives anew from the first visit on, and nothing day by day for visits without a moment', async () => {
    folder.write('steps.csv', 'journey,step,nr\nloan,apply,1\n');
    const changeOf = async (lines: string) => {
      folder.write('clicks.csv', `nr,journey,step,at\n${lines}`);
      const changes: unknown[] = [];
      await loadMapping({
        client: database.client,
        mappingFile: folder.write('crm.yml', mapping),
        data: folder.path,
        derive: (_client, change) =>
          Promise.resolve(void changes.push([change.changedFrom, [...change.changedTables]])),
      });
      return changes;
    };
    expect(await changeOf('a1,loan,apply,2024-05-01 23:30:00Z\n')).toEqual([
      ['infinity', ['core.journey_step']],
      ['2024-05-02', ['core.app_session', 'core.app_event']],
    ]);
    expect(await changeOf('a2,loan,apply,\n')).toEqual([['infinity', ['core.app_session', 'core.app_event']]]);
    expect(await changeOf('a2,loan,apply,2024-03-01 10:00:00\n')).toEqual([
      ['2024-03-01', ['core.app_session', 'core.app_event']],
    ]);
  });

  it('rejects a step that no journey has', async () => {
    folder.write('steps.csv', 'journey,step,nr\nloan,apply,1\n');
    folder.write(
      'clicks.csv',
      'nr,journey,step,at\n1,loan,apply,2024-05-02 10:00:00\n2,loan,sign,2024-05-02 10:00:00\n3,deposit,apply,2024-05-02 10:00:00\n'
    );
    expect(await loadCrm()).toMatchObject({
      counts: [4, 2, 2],
      faults: [
        { line: 3, field: 'journey', reason: 'column journey and step: there is no journey_step "loan, sign"' },
        { line: 4, field: 'journey', reason: 'column journey and step: there is no journey_step "deposit, apply"' },
      ],
    });
  });
});

test('options for other fields are refused before anything is read', async () => {
  const file = (field: string) =>
    folder.write(
      'x.yml',
      `source: x\nbank: sample\nfiles: [{ name: x, pattern: x.csv, domain: online, key: [v], into: [{ table: app_release, fields: { version: v, released_on: ${field} } }] }]\n`
    );
  const check = (field: string) =>
    loadMapping({ client: database.client, mappingFile: file(field), data: path.join(folder.path) });
  await expect(check('{ column: d, derive: months_from_period }')).rejects.toThrow(
    'months_from_period is for integer fields, this one is date.'
  );
  await expect(check(`{ column: d, date: D-MMM }`)).rejects.toThrow('needs a year (YYYY or YY)');
});
