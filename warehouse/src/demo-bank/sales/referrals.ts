import { toLine } from '../copy/copy-rows';
import { type Day, firstDay, lastDay, toDay, toText } from '../days';
import { type BankPlan } from '../parts/part';
import { planted } from '../planted';
import { Random } from '../random';

const streams = { keys: 61, invitee: 62, pending: 63 };
/** Share of new customers who came because somebody invited them. */
const invitedShare = 0.42;
/** How an invited customer's inviter is found; the rest is anybody. */
const ways = { key: 0.26, preferential: 0.33, invitee: 0.2 };
/** Invitations that brought nobody, for each one that did. */
const inVain = 2.4;
/** Days from an invitation to the day on which the invited comes, at most. */
const invitedWithin = 30;
/** Nobody invites others before being a customer for so many days. */
const settlesFor = 14;
const channels = [
  { name: 'app_link', weight: 0.5 },
  { name: 'message', weight: 0.3 },
  { name: 'branch', weight: 0.2 },
];
const doubled = { from: toDay('2025-11-01'), until: toDay('2025-12-31') };

/** When the customers came and went, by their numbers. */
interface Stays {
  joined: Int32Array;
  /** Last day as a customer; the last day of the data for those who stay */
  left: Int32Array;
  /** Who came within the data, in the order of the days */
  newcomers: number[];
}

/**
 * Invitations in the order in which the invited came: lines of core.referral. Who has brought somebody brings more (preferential attachment),
 * a few key referrers bring many, and who was invited invites others, so that chains grow. Two numbers for each customer are kept in memory.
 */
export function* listReferrals(bank: BankPlan): Generator<string[]> {
  const stays = readStays(bank);
  const keys = findKeyReferrers(bank, stays);
  let nr = 0;
  const write = (referrer: number, invitedOn: Day, channel: string, invitee?: { nr: number; activatedOn: Day }) =>
    toLine(
      `F${String((nr += 1)).padStart(7, '0')}`,
      toCode(referrer),
      invitee && toCode(invitee.nr),
      channel,
      toText(invitedOn),
      invitee && toText(invitee.activatedOn),
      invitee ? (invitedOn >= doubled.from && invitedOn <= doubled.until ? 60 : 30) : 0
    );
  /** Each once for everybody brought */
  const referrers: number[] = [];
  const invited: number[] = [];
  /** Customers who invited each other one after the other, so that every bank has a long chain */
  const chain: number[] = [];
  for (const newcomer of stays.newcomers) {
    const random = new Random(bank.seed, streams.invitee, newcomer);
    const activatedOn = dayOf(stays.joined, newcomer);
    const invitedOn = activatedOn - drawGap(random);
    const fits = (nr: number) => canInvite(stays, nr, invitedOn);
    const last = chain.at(-1);
    const isLink =
      chain.length <= planted.referrals.chain &&
      (last === undefined || (fits(last) && dayOf(stays.left, newcomer) === lastDay));
    if (invitedOn < firstDay || !(isLink || random.chance(invitedShare))) {
      continue;
    }
    const found = isLink && last !== undefined ? last : findReferrer(random, keys, referrers, invited);
    const referrer = found !== undefined && fits(found) ? found : findAnybody(random, bank.customers, fits);
    if (referrer === undefined) {
      continue;
    }
    if (isLink) {
      chain.push(newcomer);
    }
    referrers.push(referrer);
    invited.push(newcomer);
    yield [write(referrer, invitedOn, random.pickWeighted(channels, 1).name, { nr: newcomer, activatedOn })];
    yield listInVain(random, referrer, invitedOn, stays, bank.customers).map(({ by, on }) =>
      write(by, on, random.pickWeighted(channels, 1).name)
    );
  }
  // Those who will follow after the data's last day have been invited by then.
  const random = new Random(bank.seed, streams.pending);
  const pending = Math.round((stays.newcomers.length / (lastDay - firstDay)) * invitedWithin * invitedShare);
  for (let done = 0; done < pending; done += 1) {
    const invitedOn = lastDay + random.whole(1, invitedWithin) - drawGap(random);
    const fits = (nr: number) => canInvite(stays, nr, invitedOn);
    const found = findReferrer(random, keys, referrers, invited);
    const referrer = found !== undefined && fits(found) ? found : findAnybody(random, bank.customers, fits);
    if (invitedOn <= lastDay && referrer !== undefined) {
      yield [
        write(referrer, invitedOn, random.pickWeighted(channels, 1).name),
        ...listInVain(random, referrer, invitedOn, stays, bank.customers).map(({ by, on }) =>
          write(by, on, random.pickWeighted(channels, 1).name)
        ),
      ];
    }
  }
}

/** Days from an invitation to the day on which the invited comes: most come within the week. */
function drawGap(random: Random): number {
  return 1 + Math.floor(invitedWithin * random.unit() ** 3);
}

/** True where somebody has been a customer for some time on that day and still is. */
function canInvite({ joined, left }: Stays, nr: number, day: Day): boolean {
  return dayOf(joined, nr) + settlesFor <= day && dayOf(left, nr) >= day;
}

function readStays({ customers, listHouseholds }: BankPlan): Stays {
  const joined = new Int32Array(customers + 1);
  const left = new Int32Array(customers + 1);
  const newcomers: number[] = [];
  for (const { owner, user, joinedOn, leavesOn = lastDay } of listHouseholds()) {
    for (const { code } of user ? [owner, user] : [owner]) {
      const nr = Number(code.slice(1));
      joined[nr] = joinedOn;
      left[nr] = leavesOn;
      if (joinedOn > firstDay) {
        newcomers.push(nr);
      }
    }
  }
  newcomers.sort((one, other) => dayOf(joined, one) - dayOf(joined, other) || one - other);
  return { joined, left, newcomers };
}

/** Customers of long standing who stay. */
function findKeyReferrers({ seed, customers }: BankPlan, { joined, left }: Stays): number[] {
  const random = new Random(seed, streams.keys);
  const count = Math.max(5, Math.round(customers / planted.referrals.keyIn));
  const keys: number[] = [];
  while (keys.length < count) {
    const nr = random.whole(1, customers);
    if (dayOf(joined, nr) < firstDay - 365 && dayOf(left, nr) === lastDay && !keys.includes(nr)) {
      keys.push(nr);
    }
  }
  return keys;
}

function findReferrer(random: Random, keys: number[], referrers: number[], invited: number[]): number | undefined {
  const draw = random.unit();
  const place = random.unit();
  const list =
    draw < ways.key
      ? keys
      : draw < ways.key + ways.preferential
        ? referrers
        : draw < ways.key + ways.preferential + ways.invitee
          ? invited
          : [];
  return list[Math.floor(place * list.length)];
}

function findAnybody(random: Random, customers: number, fits: (nr: number) => boolean): number | undefined {
  for (let tries = 0; tries < 50; tries += 1) {
    const nr = random.whole(1, customers);
    if (fits(nr)) {
      return nr;
    }
  }
  return undefined;
}

/** Invitations around a day that nobody followed: some of the same person, some of others. */
function listInVain(
  random: Random,
  referrer: number,
  around: Day,
  stays: Stays,
  customers: number
): Array<{ by: number; on: Day }> {
  const count = Math.floor(inVain) + (random.chance(inVain % 1) ? 1 : 0);
  return Array.from({ length: count }).flatMap((_unused, index) => {
    const on = Math.max(firstDay, Math.min(lastDay, around + random.whole(-20, 20)));
    const fits = (nr: number) => canInvite(stays, nr, on);
    const by = index === 0 && fits(referrer) ? referrer : findAnybody(random, customers, fits);
    return by === undefined ? [] : [{ by, on }];
  });
}

function dayOf(days: Int32Array, nr: number): Day {
  return days[nr] ?? Infinity;
}

function toCode(nr: number): string {
  return `C${String(nr).padStart(7, '0')}`;
}
