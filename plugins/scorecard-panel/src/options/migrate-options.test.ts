import { migrateOptions } from './migrate-options';
import { defaultOptions } from './options';

describe('migrateOptions', () => {
  it.each([undefined, null, 'x', {}])('gives defaults for %j', (options) => {
    expect(migrateOptions({ options })).toEqual(defaultOptions);
  });

  it('keeps what makes sense and mends the rest', () => {
    const options = {
      compareWith: 'query',
      compareRefId: 'C',
      columns: '4',
      showSpark: 'yes',
      showStatus: true,
      other: 1,
    };
    expect(migrateOptions({ options })).toEqual({
      ...defaultOptions,
      compareWith: 'query',
      compareRefId: 'C',
      columns: 4,
      showStatus: true,
      other: 1,
    });
  });

  it.each([0, -1, 13, NaN, 'many', undefined])('fits tiles by itself for %s columns', (columns) => {
    expect(migrateOptions({ options: { columns } }).columns).toBe(0);
  });
});
