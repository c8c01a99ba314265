import { metaSchema } from '@branchlight/cube-contract';
import { readViews } from './model/model';

const member = (name: string, shortTitle: string, type = 'string') => ({
  name,
  shortTitle,
  title: `X ${shortTitle}`,
  type,
});

const geography = ['deposits.region', 'deposits.outlet'];

/** A small meta answer: two views that share the outlet, one of them with a way down to it. */
export const metaFixture = {
  cubes: [
    {
      name: 'deposits',
      title: 'Deposits',
      measures: [
        { ...member('deposits.balance_end', 'Deposit balance', 'number'), drillMembers: geography },
        { ...member('deposits.credits', 'Money in', 'number'), drillMembers: geography },
      ],
      dimensions: [
        member('deposits.outlet', 'Outlet'),
        member('deposits.region', 'Region'),
        member('deposits.date', 'Date', 'time'),
      ],
      hierarchies: [{ name: 'deposits.geography', title: 'Organisation', levels: geography }],
    },
    {
      name: 'cards',
      title: 'Cards',
      measures: [member('cards.spend', 'Card spending', 'number')],
      dimensions: [member('cards.outlet', 'Outlet'), member('cards.active', 'In use', 'boolean')],
    },
  ],
};

export const viewsFixture = readViews(metaSchema.parse(metaFixture));
