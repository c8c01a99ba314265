import { findRepositoryRoot } from '@branchlight/runtime';
import { readModel } from '../model/read-model';
import { followTables } from './table-graph';
import { readLineage, type Lineage } from './lineage';

const root = findRepositoryRoot();
let lineage: Lineage;
beforeAll(async () => {
  lineage = await readLineage(root, readModel(root));
});

test('a cube written in JavaScript is followed over its steps to what is loaded', () => {
  const cards = lineage.cubes.get('card_period');
  expect(cards?.asks).toEqual(['mart.card_change', 'mart.card_state', 'mart.outlet']);
  expect(cards?.through).toEqual(expect.arrayContaining(['mart.card_span']));
  expect(cards?.loaded).toEqual(expect.arrayContaining(['core.card', 'core.transaction', 'core.outlet']));
  // Nothing of a card depends on the loans.
  expect(cards?.loaded).not.toContain('core.loan');
});

test('a view of the warehouse and a table of core that is derived are followed, not named as loaded', () => {
  const deposits = lineage.cubes.get('deposit_period');
  expect(deposits?.through).toEqual(
    expect.arrayContaining(['mart.account_owner', 'mart.account_known', 'core.account_balance'])
  );
  expect(deposits?.loaded).toContain('core.account_holder');
  expect(deposits?.loaded.filter((table) => table.startsWith('mart.'))).toEqual([]);
  expect(deposits?.loaded).not.toContain('core.account_balance');
});

test('every table that a step writes is one of mart, core, ops or a temporary one', () => {
  const odd = [...lineage.graph.from.keys()].filter((table) => !/^(?:(?:mart|core|ops)\.)?[a-z_]+$/.test(table));
  expect(odd).toEqual([]);
});

test('bounds of days end the way', () => {
  expect(followTables(lineage.graph, ['mart.horizon', 'mart.period_edge'])).toEqual({ through: [], loaded: [] });
});

test('mappings, the demo bank and the settings are told apart as origins', () => {
  expect(lineage.origins.get('core.transaction')).toEqual(
    expect.arrayContaining([
      { source: 'demo bank', files: [] },
      { source: 'pkdd99', files: expect.arrayContaining(['trans*.asc']) },
    ])
  );
  // A file of outlets also fills the tree of the organisation, and what is set aside fills a table as well.
  const sources = lineage.origins.get('core.org_unit')?.map(({ source }) => source);
  expect(sources).toEqual(expect.arrayContaining(['chase', 'demo bank', 'pkdd99', 'settings']));
  expect(lineage.origins.get('core.control_total')).toContainEqual({ source: 'chase', files: expect.any(Array) });
  expect(lineage.origins.get('core.tier')).toEqual([{ source: 'settings', files: [] }]);
});

test('every table that a view comes from is filled by somebody, but the settings of the migrations', () => {
  const loaded = new Set([...lineage.cubes.values()].flatMap((cube) => cube.loaded));
  const unfilled = [...loaded].filter((table) => table.startsWith('core.') && !lineage.origins.has(table));
  expect(unfilled).toEqual(['core.signal_rule', 'core.health_part', 'core.target_metric']);
});
