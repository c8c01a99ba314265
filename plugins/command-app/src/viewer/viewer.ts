import { isDay, type Day } from '../period/day';
import { isRecord } from '../shared/guards';

export type UnitLevel = 'bank' | 'region' | 'outlet' | 'staff';

export interface OrgUnit {
  level: UnitLevel;
  code: string;
  name: string;
}

/** Who is signed in, which unit they may see, and the bank it belongs to. */
export interface Viewer {
  login: string;
  role: string;
  /** Own unit with the units above it, top first. The server decides what it may see; the page only words it. */
  unit: OrgUnit & { parents: OrgUnit[] };
  bank: {
    code: string;
    name: string;
    /** ISO 4217. */
    currency: string;
    /** IANA zone that cuts the bank's days. */
    timeZone: string;
    /** First and last day with figures; null while nothing is loaded. */
    firstDay: Day | null;
    lastDay: Day | null;
    today: Day | null;
  };
  dataVersion: string;
  /** When the last load ended, milliseconds of this machine's clock; undefined where the server does not tell. */
  loadedAt?: number;
  /** The worst of what the bank has loaded by itself. */
  feeds: 'none' | 'ok' | 'late' | 'failing';
}

/**
 * Reads the datasource's viewer answer.
 * @throws Error that names the field that is missing or of the wrong type
 */
export function parseViewer(value: unknown): Viewer {
  const root = readRecord(value, 'viewer');
  const unit = readRecord(root.unit, 'unit');
  const bank = readRecord(root.bank, 'bank');
  const parents = Array.isArray(unit.parents) ? unit.parents : [];
  return {
    login: readText(root.login, 'login'),
    role: readText(root.role, 'role'),
    unit: { ...parseUnit(unit, 'unit'), parents: parents.map((parent) => parseUnit(parent, 'unit.parents')) },
    bank: {
      code: readText(bank.code, 'bank.code'),
      name: readText(bank.name, 'bank.name'),
      currency: readText(bank.currency, 'bank.currency'),
      timeZone: readText(bank.timeZone, 'bank.timeZone'),
      firstDay: readDay(bank.firstDay),
      lastDay: readDay(bank.lastDay),
      today: readDay(bank.today),
    },
    dataVersion: root.dataVersion === undefined || root.dataVersion === null ? '' : String(root.dataVersion),
    ...(typeof root.dataAgeMs === 'number' && { loadedAt: Date.now() - root.dataAgeMs }),
    feeds: root.feeds === 'ok' || root.feeds === 'late' || root.feeds === 'failing' ? root.feeds : 'none',
  };
}

function parseUnit(value: unknown, name: string): OrgUnit {
  const unit = readRecord(value, name);
  const level = unit.level;
  if (level !== 'bank' && level !== 'region' && level !== 'outlet' && level !== 'staff') {
    throw new Error(`The datasource's viewer answer has no valid ${name}.level`);
  }
  return { level, code: readText(unit.code, `${name}.code`), name: readText(unit.name, `${name}.name`) };
}

function readRecord(value: unknown, name: string): Record<string, unknown> {
  if (!isRecord(value)) {
    throw new Error(`The datasource's viewer answer has no ${name}`);
  }
  return value;
}

function readText(value: unknown, name: string): string {
  if (typeof value !== 'string') {
    throw new Error(`The datasource's viewer answer has no ${name}`);
  }
  return value;
}

function readDay(value: unknown): Day | null {
  return isDay(value) ? value : null;
}
