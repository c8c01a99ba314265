import { checkBank, listBanks, readBank } from './bank';
import { checkSettings, listTargetRules, readSettings } from './settings';
import { parseYamlText } from './yaml-file';

describe('the banks of this repository', () => {
  it('can be read, and their currencies have tiers', () => {
    const { tiers } = readSettings();
    expect(listBanks()).toEqual(expect.arrayContaining(['chase', 'pkdd99']));
    for (const code of listBanks()) {
      const bank = readBank(code);
      expect(bank.code).toBe(code);
      expect(tiers[bank.currency]?.[0]?.from).toBe(0);
    }
  });

  it('names the known ones for a bank that is not there', () => {
    expect(() => readBank('pkdd98')).toThrow(/no bank "pkdd98".*"pkdd99".*Known: bank_marketing, chase.*Remedy/);
    expect(() => readBank('../settings')).toThrow(/no bank/);
  });
});

describe('checkBank', () => {
  const right = 'code: x\nname: X\ncurrency: EUR\ntime_zone: Europe/Madrid\ncalendar: ES\nmappings: [x]\n';

  it('reads names as code writes them', () => {
    expect(checkBank(parseYamlText('x.yml', right))).toMatchObject({ code: 'x', timeZone: 'Europe/Madrid' });
  });

  it.each([
    [
      'a time zone that is none',
      right.replace('Madrid', 'Madird'),
      /x\.yml:4: time_zone: "Europe\/Madird" is no IANA time zone/,
    ],
    ['a calendar that is not kept', right.replace('ES', 'FR'), /x\.yml:5: calendar: "FR" is not allowed.*CZ, ES, US/],
    [
      'a code that is not the file name',
      right.replace('code: x', 'code: y'),
      /x\.yml:1: code: "y" must be the file's name/,
    ],
    ['a misspelt field', right.replace('currency', 'curency'), /curency: is not known here.*"currency"/],
  ])('refuses %s and names the line', (_case, text, message) => {
    expect(() => checkBank(parseYamlText('x.yml', text))).toThrow(message);
  });
});

describe('checkSettings', () => {
  const rules = (weight = 0.2, more = '') =>
    `targets:\n  cap: 1.2\n  green: 1\n  amber: 0.9\n  metrics:\n${[
      'net_inflow',
      'salary_inflow',
      'new_customers',
      'new_lending',
    ]
      .map((metric) => `    ${metric}: { weight: 0.2 }\n`)
      .join('')}    deposit_balance: { weight: ${weight}${more} }\n`;
  const parts = (scale = 0.1) =>
    `outlets:\n  health: { scale: ${scale}, growth: 0.2, quality: 0.2, productivity: 0.2, risk: 0.1, service: 0.1, digital: 0.1 }\n`;
  const read = (rows: string, targets = rules(), outlets = parts()) =>
    checkSettings(parseYamlText('settings.yml', `tiers:\n  EUR:\n${rows}${targets}${outlets}`));
  const row = (tier: string, from: number) => `    - { tier: ${tier}, title: T, from: ${from} }\n`;

  it.each([
    [
      'a gap below the lowest tier',
      row('a', 5),
      /settings\.yml:3: tiers\.EUR\[0\]\.from: the first tier must start at 0/,
    ],
    [
      'tiers out of order',
      row('a', 0) + row('b', 9) + row('c', 9),
      /settings\.yml:5: .*9 must be above 9, where "b" starts/,
    ],
    ['a tier that is there twice', row('a', 0) + row('a', 9), /"a" is there twice/],
  ])('refuses %s', (_case, rows, message) => {
    expect(() => read(rows)).toThrow(message);
  });

  it('refuses parts of the health index whose weights do not add up to 1', () => {
    expect(() => read(row('a', 0), rules(), parts(0.3))).toThrow(/outlets\.health: the weights add up to 1\.2/);
  });

  it('fills in what holds for all metrics', () => {
    const judged = listTargetRules(read(row('a', 0), rules(0.2, ', cap: 1.5')).targets);
    expect(judged.get('net_inflow')).toEqual({ weight: 0.2, cap: 1.2, green: 1, amber: 0.9 });
    expect(judged.get('deposit_balance')).toMatchObject({ cap: 1.5, green: 1 });
  });

  it.each([
    ['weights that do not add up to 1', rules(0.3), /targets\.metrics: the weights add up to 1\.1/],
    ['amber above green', rules(0.2, ', amber: 1.1'), /deposit_balance: amber starts at 1\.1, above green at 1/],
    ['an unknown metric', `${rules()}    profit: { weight: 0 }\n`, /profit: is not known here/],
    ['no rules at all', '', /targets/],
  ])('refuses %s', (_case, targets, message) => {
    expect(() => read(row('a', 0), targets)).toThrow(message);
  });
});
