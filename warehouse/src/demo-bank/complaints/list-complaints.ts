import { type Day, firstDay, lastDay } from '../days';
import { type Household, type Person } from '../households/household';
import { planted } from '../planted';
import { Random } from '../random';

export interface Complaint {
  customer: string;
  openedOn: Day;
  /** Undefined: open on the last day */
  closedOn: Day | undefined;
  subject: string;
  channel: string;
}

const streams = { complaints: 75 };
const rateOfYear = 0.022;
const failingFactor = 4;
const subjects = ['fees', 'card', 'waiting_time', 'advice', 'transfer', 'app'];
const channels = ['outlet', 'phone', 'email', 'app'];
const year = 365;
const { failing, brokenRelease } = planted;

/** Complaints of a household's people in the order of their days: few on the whole, more at the failing outlet and about the broken release. */
export function listComplaints(household: Household, seed: number): Complaint[] {
  const { owner, user } = household;
  return [owner, ...(user ? [user] : [])].flatMap((person) => listOfPerson(household, person, seed));
}

function listOfPerson(household: Household, person: Person, seed: number): Complaint[] {
  const { joinedOn, leavesOn = lastDay, outlet, behaviour, signs, owner } = household;
  const random = new Random(seed, streams.complaints, Number(person.code.slice(1)));
  const found: Complaint[] = [];
  const complain = (openedOn: Day, subject: string) => {
    const closedOn = openedOn + random.whole(1, 30);
    if (openedOn >= Math.max(firstDay, joinedOn) && openedOn <= leavesOn) {
      found.push({
        customer: person.code,
        openedOn,
        closedOn: closedOn > lastDay ? undefined : closedOn,
        subject,
        channel: random.pick(channels),
      });
    }
  };
  if (behaviour !== 'dormant' && random.chance((rateOfYear * (lastDay - firstDay)) / year)) {
    complain(random.whole(firstDay, lastDay), random.pick(subjects));
  }
  if (outlet.code === failing.outlet && random.chance((rateOfYear * failingFactor * (lastDay - failing.from)) / year)) {
    complain(random.whole(failing.from, lastDay), random.pick(['waiting_time', 'advice', 'fees']));
  }
  if (behaviour !== 'dormant' && random.chance(person.segment === 'senior' ? 0.001 : 0.009)) {
    complain(random.whole(brokenRelease.on + 2, brokenRelease.fixedOn + 6), brokenRelease.complaint);
  }
  if (person === owner && signs.complainsOn !== undefined) {
    complain(signs.complainsOn, random.pick(subjects));
  }
  return found.sort((left, right) => left.openedOn - right.openedOn);
}
