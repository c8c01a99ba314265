import { listUncovered } from './cover-measures';

test('a measure that was never compared with a value, or only ever with one, is told', () => {
  const values = new Map([
    ['deposits.credits', new Set(['1', '2'])],
    ['deposits.debits', new Set(['0'])],
    ['deposits.accounts', new Set<string>()],
  ]);
  const lists = { deposits: ['credits', 'debits', 'accounts'], loans: ['loans'] };
  expect(listUncovered(lists, values)).toEqual([
    expect.stringMatching(/^deposits.debits was compared with 0 alone\./),
    expect.stringMatching(/^deposits.accounts was compared with no value\./),
    expect.stringMatching(/^loans.loans was compared with no value\./),
  ]);
});
