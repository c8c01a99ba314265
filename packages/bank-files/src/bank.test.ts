import { checkBank, readBank } from './bank';
import { parseYamlText } from './yaml-file';

const bank = (more = '') =>
  checkBank(
    parseYamlText(
      'northbank.yml',
      `code: northbank\nname: North Bank\ncurrency: EUR\ntime_zone: Europe/Madrid\ncalendar: ES\nmappings: [northbank]\n${more}`
    )
  );

it('gives no logins to try with unless the file asks for them', () => {
  expect(bank().demoLogins).toBe(false);
  expect(bank('demo_logins: true').demoLogins).toBe(true);
  expect(() => bank('demo_logins: maybe')).toThrow(/demo_logins: "maybe" must be boolean/);
});

it.each(['chase', 'demo', 'pkdd99'])('asks for them for %s, which nobody could look at otherwise', (code) => {
  expect(readBank(code).demoLogins).toBe(true);
});
