import { migrateOptions } from './migrate-options';
import { defaultOptions } from './options';

it.each([undefined, null, 'x', {}])('gives defaults for %j', (options) => {
  expect(migrateOptions({ options })).toEqual(defaultOptions);
});

it('keeps what makes sense and mends the rest', () => {
  expect(migrateOptions({ options: { order: 'value', limit: '4', other: 1 } })).toEqual({
    version: 1,
    order: 'value',
    limit: 4,
    other: 1,
  });
  expect(migrateOptions({ options: { order: 'random', limit: 51 } })).toEqual(defaultOptions);
});
