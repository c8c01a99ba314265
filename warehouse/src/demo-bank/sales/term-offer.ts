import { addMonths, type Day, lastDay, months } from '../days';
import { type Person, type PlannedAccount } from '../households/household';
import { type Stay } from '../households/plan-accounts';
import { makeIdentity } from '../people/person-names';
import { agreeTerm } from '../market/own-rates';
import { Random } from '../random';
import { type CampaignChannel, controlShare, termCampaign } from './campaigns';

const streams = { offer: 52 };
const termMonths = 12;
/** Who opens a term deposit in those weeks without being asked, as a share. */
const unasked = 0.025;
const contactDays: readonly Day[] = months
  .flatMap(({ workingDays }) => workingDays)
  .filter((day) => day >= termCampaign.startsOn && day <= termCampaign.contactsUntil);

/** Somebody's part in the campaign for term deposits. */
export interface TermOffer {
  contactedOn: Day;
  isControl: boolean;
  channel: CampaignChannel;
  /** The deposit that was opened within the window */
  opened?: PlannedAccount;
}

/**
 * Who is chosen for the campaign: savers without a term deposit who may be approached. The contacted open one more often than those held back, by the campaign's
 * effect.
 */
export function planTermOffer(
  seed: number,
  owner: Person,
  { leavesOn = Infinity }: Stay,
  accounts: readonly PlannedAccount[]
): TermOffer | undefined {
  const nr = Number(owner.code.slice(1));
  const random = new Random(seed, streams.offer, nr);
  const contactedOn = random.pick(contactDays);
  const windowEnd = contactedOn + termCampaign.windowDays;
  const savings = accounts.find(({ product }) => product === 'savings');
  const isSaver = savings !== undefined && savings.openedOn < contactedOn - 30 && leavesOn > windowEnd + 15;
  if (!isSaver || accounts.some(({ product }) => product === 'term') || !random.chance(termCampaign.memberShare)) {
    return undefined;
  }
  if (!makeIdentity(owner, seed).hasConsent) {
    return undefined;
  }
  const isControl = random.chance(controlShare);
  const channel = random.pickWeighted(termCampaign.channels, 1);
  const opens = random.chance(unasked + (isControl ? 0 : termCampaign.effect));
  const openedOn = contactedOn + random.whole(1, termCampaign.windowDays);
  const due = addMonths(openedOn, termMonths);
  const endsOn = Math.min(due, leavesOn - 1);
  return {
    contactedOn,
    isControl,
    channel,
    ...(opens && {
      opened: {
        code: `A${String(nr).padStart(7, '0')}3`,
        product: 'term',
        openedOn,
        term: agreeTerm(termMonths, openedOn),
        start: Math.max(100_000, Math.round((savings.start * random.between(0.2, 0.5)) / 50_000) * 50_000),
        ...(endsOn < lastDay && { endsOn }),
      },
    }),
  };
}
