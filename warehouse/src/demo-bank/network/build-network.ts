import { type Day, toDay } from '../days';
import { planted } from '../planted';
import { Random } from '../random';
import { type Place, places } from './places';
import { listStaff, type StaffMember } from './staff';

export interface Employer {
  /** Account that its salaries come from */
  account: string;
  bank: string;
  /** Working days before the month's last one on which it pays */
  paysBefore: number;
  weight: number;
}

export interface DemoOutlet extends Place {
  openedOn: Day;
  /** Share of the bank's customers, unscaled */
  weight: number;
  staff: StaffMember[];
  /** Sum of the books of the staff */
  books: number;
  employers: Employer[];
  employerWeight: number;
  /** New customers of a year, as a share of those there */
  joinRate: number;
  /** Customers who leave within a year, as a share */
  leaveRate: number;
  /** Multiplies what people put aside; below 0 they draw on what they have */
  thrift: number;
  /** Multiplies the share of loans that go wrong */
  risk: number;
}

const streams = { outlet: 11 };
const nationalPrefix = 'ES-EMP-9';
const sizes = { urban: 1.25, town: 1, rural: 0.55 };
/** [new customers, leaving customers, thrift] of a year. */
const trends: Record<string, [joinRate: number, leaveRate: number, thrift: number]> = {
  R01: [0.075, 0.03, 1],
  R02: [0.09, 0.028, 1.25],
  R03: [0.075, 0.03, 1],
  R04: [0.065, 0.033, 0.9],
  R05: [0.065, 0.025, 1.1],
  R06: [0.028, 0.052, -0.85],
  R07: [0.055, 0.033, 0.85],
  R08: [0.1, 0.03, 1.2],
};

/** Outlets of a bank of that size: 60, and more above twenty thousand customers. */
export function countOutlets(scale: number): number {
  return Math.max(places.length, Math.min(600, scale * 3));
}

/** The branch network, the same for the same scale and seed. */
export function buildNetwork(scale: number, seed: number): DemoOutlet[] {
  return Array.from({ length: countOutlets(scale) }, (_unused, index) => buildOutlet(index, seed));
}

function buildOutlet(index: number, seed: number): DemoOutlet {
  const random = new Random(seed, streams.outlet, index);
  const place = locate(index, random);
  const [joinRate, leaveRate, thrift] = trends[place.region] ?? [0.06, 0.03, 1];
  const isNew = place.code === planted.opened.outlet;
  const employers = listEmployers(place.code, random);
  const openedOn = isNew ? planted.opened.on : toDay(`${random.whole(1965, 2015)}-0${random.whole(1, 9)}-01`);
  const staff = listStaff(place, openedOn, seed, index);
  return {
    ...place,
    openedOn,
    weight: sizes[place.setting] * random.between(0.8, 1.25) * (isNew ? 0.5 : 1),
    staff,
    books: staff.reduce((sum, { book }) => sum + book, 0),
    employers,
    employerWeight: employers.reduce((sum, { weight }) => sum + weight, 0),
    joinRate: joinRate * random.between(0.7, 1.3),
    leaveRate: leaveRate * random.between(0.8, 1.2),
    thrift: thrift + random.between(-0.3, 0.3),
    risk: place.code === planted.risky.outlet ? planted.risky.factor : random.between(0.7, 1.3),
  };
}

/** Beyond the places' number further outlets stand in the same towns, a kilometre or two away. */
function locate(index: number, random: Random): Place {
  const round = Math.floor(index / places.length);
  const place = places[index % places.length];
  if (!place) {
    throw new Error('There are no places');
  }
  if (round === 0) {
    return place;
  }
  return {
    ...place,
    code: `B${2000 + index}`,
    name: `${place.name} ${round + 1}`,
    latitude: Math.round((place.latitude + random.between(-0.015, 0.015)) * 10_000) / 10_000,
    longitude: Math.round((place.longitude + random.between(-0.02, 0.02)) * 10_000) / 10_000,
  };
}

/** Pays salaries all over the country. */
export function isNational(account: string): boolean {
  return account.startsWith(nationalPrefix);
}

function listEmployers(outlet: string, random: Random): Employer[] {
  const local = [1, 2, 3].map((nr) => ({
    account: `ES-EMP-${outlet.slice(1)}${nr}`,
    bank: `BK${String(random.whole(1, 9)).padStart(2, '0')}`,
    paysBefore: random.whole(0, 3),
    weight: 1,
  }));
  const national = Array.from({ length: 12 }, (_unused, nr) => ({
    account: `${nationalPrefix}${String(nr + 1).padStart(4, '0')}`,
    bank: `BK${String((nr % 9) + 1).padStart(2, '0')}`,
    paysBefore: nr % 4,
    weight: 0.25,
  }));
  return [...local, ...national].map((employer) =>
    outlet === planted.lostEmployer.outlet && employer.account === planted.lostEmployer.account
      ? { ...employer, weight: 8 }
      : employer
  );
}
