import { viewsFixture } from '../testing';
import { changeView } from './change-view';

const [cards, deposits] = viewsFixture;

describe('changeView', () => {
  it('keeps what the other view has too, filters and order included', () => {
    expect(
      cards &&
        changeView(
          {
            measures: ['deposits.balance_end'],
            dimensions: ['deposits.outlet', 'deposits.region'],
            timeDimensions: [{ dimension: 'deposits.date', granularity: 'month' }],
            filters: [
              { member: 'deposits.outlet', operator: 'equals', values: ['Praha'] },
              { or: [{ member: 'deposits.region', operator: 'set' }] },
            ],
            order: { 'deposits.outlet': 'asc', 'deposits.balance_end': 'desc' },
            limit: 10,
          },
          cards
        )
    ).toEqual({
      dropped: ['deposits.balance_end', 'deposits.region', 'deposits.date'],
      query: {
        measures: ['cards.spend'],
        dimensions: ['cards.outlet'],
        timeDimensions: [],
        filters: [{ member: 'cards.outlet', operator: 'equals', values: ['Praha'] }],
        order: [['cards.outlet', 'asc']],
        segments: [],
        limit: 10,
      },
    });
  });

  it('chooses the first measure of an empty query', () => {
    expect(deposits && changeView({}, deposits).query.measures).toEqual(['deposits.balance_end']);
  });
});
