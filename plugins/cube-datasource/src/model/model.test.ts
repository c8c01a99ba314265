import { viewsFixture } from '../testing';
import { listUnknown } from './model';
import { describeModelError } from './model-error';

it('sorts views by title, names members as the business does and sets times apart', () => {
  expect(viewsFixture.map(({ title }) => title)).toEqual(['Cards', 'Deposits']);
  expect(viewsFixture[1]?.dimensions.map(({ title }) => title)).toEqual(['Outlet', 'Region']);
  expect(viewsFixture[1]?.times.map(({ name }) => name)).toEqual(['deposits.date']);
});

it('finds members that a view lacks, variables aside', () => {
  const view = viewsFixture[1];
  expect(view && listUnknown(view, ['deposits.credits', 'deposits.gone', '$measure'])).toEqual(['deposits.gone']);
});

describe('describeModelError', () => {
  it.each([
    [{ status: 403, data: { message: 'No view is open to staff.' } }, 'forbidden', 'No view is open to staff.'],
    [{ status: 502, data: { message: 'Cube does not answer' } }, 'failed', 'Cube does not answer'],
    [new Error('Failed to fetch'), 'failed', 'Failed to fetch'],
    [undefined, 'failed', ''],
  ])('%j', (error, kind, message) => {
    expect(describeModelError(error)).toEqual({ kind, message });
  });
});
