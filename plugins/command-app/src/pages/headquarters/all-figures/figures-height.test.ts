import { getFiguresHeight } from './figures-height';

describe('height of the scorecard', () => {
  it.each([
    { count: 18, width: 1130, rows: 3 },
    { count: 18, width: 372, rows: 9 },
    { count: 18, width: 320, rows: 18 },
    { count: 1, width: 1130, rows: 1 },
    { count: 3, width: 0, rows: 3 },
  ])('has room for $rows rows: $count figures in $width px', ({ count, width, rows }) => {
    expect(getFiguresHeight(count, width)).toBe(rows * 164 + 10);
  });
});
