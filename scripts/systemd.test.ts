import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(__dirname);
const folder = path.join(root, 'deploy', 'systemd');

interface Unit {
  name: string;
  /** Values by `Section.Key`; a key that is repeated has several. */
  values: Map<string, string[]>;
}

function readUnit(name: string): Unit {
  const values = new Map<string, string[]>();
  let section = '';
  for (const line of readFileSync(path.join(folder, name), 'utf8').split('\n')) {
    const [, title] = /^\[(\w+)\]$/.exec(line) ?? [];
    const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    section = title ?? section;
    if (key !== undefined && value !== undefined) {
      values.set(`${section}.${key}`, [...(values.get(`${section}.${key}`) ?? []), value]);
    } else if (!title && line !== '' && !line.startsWith('#')) {
      throw new Error(`${name}: "${line}" is neither section, setting nor comment`);
    }
  }
  return { name, values };
}

const units = readdirSync(folder).map(readUnit);
const services = units.filter(({ name }) => name.endsWith('.service'));
const timers = units.filter(({ name }) => name.endsWith('.timer'));
const read = ({ values }: Unit, key: string) => values.get(key)?.join(' ');

it.each(services)('$name runs a file that is there, as a user without rights', (unit) => {
  const [program, ...args] = (read(unit, 'Service.ExecStart') ?? '').split(' ');
  // Grafana's backend needs Node at the same place.
  expect([program, ...args.slice(0, 2)]).toEqual(['/usr/bin/node', '--import', 'tsx']);
  expect(existsSync(path.join(root, args[2] ?? ''))).toBe(true);
  expect(read(unit, 'Service.User')).toBe('branchlight');
  expect(read(unit, 'Service.WorkingDirectory')).toBe('/opt/branchlight');
  const guide = (read(unit, 'Unit.Documentation') ?? '').replace('file:///opt/branchlight/', '');
  expect(existsSync(path.join(root, guide))).toBe(true);
});

it.each(services)('$name is shut in and holds no secret', (unit) => {
  for (const key of ['NoNewPrivileges', 'ProtectHome', 'PrivateTmp', 'PrivateDevices', 'RestrictNamespaces']) {
    expect([key, read(unit, `Service.${key}`)]).toEqual([key, 'true']);
  }
  expect(read(unit, 'Service.ProtectSystem')).toBe('strict');
  expect(read(unit, 'Service.CapabilityBoundingSet')).toBe('');
  // With it Node could not compile and would not start.
  expect(unit.values.has('Service.MemoryDenyWriteExecute')).toBe(false);
  expect(read(unit, 'Service.EnvironmentFile')).toMatch(/^\/etc\/branchlight\/\w+\.env$/);
  expect(readFileSync(path.join(folder, unit.name), 'utf8')).not.toMatch(/(SECRET|KEY|PASSWORD|URL)=\S/);
});

it.each(timers)('$name starts its service, also when the machine was off', (timer) => {
  expect(services.map(({ name }) => name)).toContain(timer.name.replace('.timer', '.service'));
  expect(read(timer, 'Timer.OnCalendar')).toMatch(/\S/);
  expect(read(timer, 'Timer.Persistent')).toBe('true');
});

it('names every variable that a service asks for in the guide', () => {
  const guide = readFileSync(path.join(root, 'docs', 'install-on-grafana.md'), 'utf8');
  const asked = services.flatMap(
    ({ name }) =>
      readFileSync(path.join(folder, name), 'utf8').match(/\b(?:BRANCHLIGHT|CUBEJS|CUBE|HUB|DATABASE)_[A-Z_]+\b/g) ?? []
  );
  expect(
    [...new Set(asked)].filter((variable) => variable !== 'BRANCHLIGHT_CUBE_CACHE_DIR' && !guide.includes(variable))
  ).toEqual([]);
});

it('lets Grafana load exactly the plugins of this repository, in the guide as well', () => {
  const guide = readFileSync(path.join(root, 'docs', 'install-on-grafana.md'), 'utf8');
  const [, list = ''] = /^allow_loading_unsigned_plugins = (\S+)$/m.exec(guide) ?? [];
  expect(list.split(',')).toEqual(
    readdirSync(path.join(root, 'plugins'))
      .filter((name) => existsSync(path.join(root, 'plugins', name, 'src', 'plugin.json')))
      .map((name) => `branchlight-${name}`)
      .sort()
  );
});
