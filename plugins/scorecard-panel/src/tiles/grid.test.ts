import { layOutGrid } from './grid';

it.each([
  { count: 6, width: 1440, height: 160, wanted: 0, columns: 6 },
  { count: 6, width: 700, height: 320, wanted: 0, columns: 3 },
  { count: 5, width: 700, height: 320, wanted: 0, columns: 3 },
  { count: 6, width: 390, height: 800, wanted: 4, columns: 2 },
  { count: 6, width: 1440, height: 160, wanted: 3, columns: 3 },
  { count: 1, width: 100, height: 60, wanted: 0, columns: 1 },
])('$count tiles in $width x $height: $columns columns', ({ count, width, height, wanted, columns }) => {
  expect(layOutGrid(count, width, height, wanted).columns).toBe(columns);
});

it('drops what a low tile has no room for', () => {
  expect(layOutGrid(1, 200, 154, 0)).toMatchObject({ hasSpark: true, hasAge: true });
  expect(layOutGrid(1, 200, 140, 0)).toMatchObject({ hasSpark: true, hasAge: false });
  expect(layOutGrid(1, 200, 120, 0)).toMatchObject({ hasSpark: false, hasAge: true });
  expect(layOutGrid(1, 200, 80, 0)).toMatchObject({ hasSpark: false, hasAge: false });
  expect(layOutGrid(1, 200, 110, 0, false)).toMatchObject({ hasSpark: true, hasAge: false });
});
