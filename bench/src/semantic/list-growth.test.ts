import { listGrowth } from './list-growth';

it('divides the p95 of every layer by that on the next smaller bank', () => {
  const at = (millions: number, figures: Record<string, number>) => ({
    millions,
    figures: new Map(Object.entries(figures).map(([name, p95]) => [name, { p95_ms: p95 }])),
  });
  expect(
    listGrowth([
      at(1, { 'cube distinct 16': 40, 'raw distinct 1': 1000 }),
      at(10, { 'cube distinct 16': 50, 'raw distinct 1': 9000 }),
      at(50, { 'cube distinct 16': 75 }),
    ])
  ).toEqual([
    { from_millions: 1, to_millions: 10, layer: 'cube', boards_are: 'distinct', clients: 16, p95_times: 1.25 },
    { from_millions: 1, to_millions: 10, layer: 'raw', boards_are: 'distinct', clients: 1, p95_times: 9 },
    { from_millions: 10, to_millions: 50, layer: 'cube', boards_are: 'distinct', clients: 16, p95_times: 1.5 },
  ]);
});

it('says nothing of a single bank', () => {
  expect(listGrowth([{ millions: 1, figures: new Map([['cube equal 1', { p95_ms: 3 }]]) }])).toEqual([]);
});
