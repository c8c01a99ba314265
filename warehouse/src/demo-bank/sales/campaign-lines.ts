import { toLine } from '../copy/copy-rows';
import { toText } from '../days';
import { type Household } from '../households/household';
import { type BankPlan } from '../parts/part';
import { campaigns, termCampaign } from './campaigns';

/** Share of a new term deposit that the bank earns with it. */
const termMargin = 0.006;

/** Lines of core.campaign. */
export function listCampaignLines({ scale }: BankPlan): string[] {
  return campaigns.map(({ code, title, product, startsOn, endsOn, windowDays, fixedCost }) =>
    toLine(code, title, product, toText(startsOn), toText(endsOn), windowDays, (fixedCost * scale) / 20)
  );
}

/** Lines of core.campaign_member of the campaign for term deposits. */
export function listTermMemberLines({ owner, outlet, offer }: Household): string[] {
  if (!offer) {
    return [];
  }
  const { contactedOn, isControl, channel, opened } = offer;
  return [
    toLine(
      termCampaign.code,
      owner.code,
      owner.code,
      isControl ? 't' : 'f',
      channel.name,
      outlet.code,
      toText(contactedOn),
      opened ? 't' : 'f',
      opened && toText(opened.openedOn),
      opened ? ((opened.start / 100) * termMargin).toFixed(2) : 0,
      isControl ? 0 : channel.cost
    ),
  ];
}
