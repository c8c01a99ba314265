import { SceneGridItem, SceneGridRow, SceneQueryRunner, VizPanel } from '@grafana/scenes';
import { buildDashboardScene, buildGrid } from './build-scene';
import { dashboardSchema } from './dashboard-schema';

function parse(model: object) {
  return dashboardSchema.parse({ uid: 'u', title: 'T', ...model });
}

describe('buildGrid', () => {
  it('puts the panels after an open row into it and keeps those of a collapsed row', () => {
    const { panels } = parse({
      panels: [
        { id: 1, type: 'stat', gridPos: { x: 0, y: 0, w: 6, h: 4 } },
        { id: 2, type: 'row', title: 'Open', gridPos: { x: 0, y: 4, w: 24, h: 1 } },
        { id: 3, type: 'stat' },
        { id: 4, type: 'row', title: 'Closed', collapsed: true, panels: [{ id: 5, type: 'stat' }] },
        { id: 6, type: 'stat' },
      ],
    });
    const grid = buildGrid(panels);
    const rows = grid.filter((item) => item instanceof SceneGridRow);
    expect(grid.map(({ state }) => state.key)).toEqual(['grid-item-1', 'row-2', 'row-4', 'grid-item-6']);
    expect(rows.map(({ state }) => state.children.map((child) => child.state.key))).toEqual([
      ['grid-item-3'],
      ['grid-item-5'],
    ]);
  });
});

describe('buildDashboardScene', () => {
  it("cuts the days in the bank's zone and keeps the range relative", () => {
    const scene = buildDashboardScene(
      parse({ time: { from: 'now-2y', to: 'now' }, timezone: 'browser' }),
      'Europe/Prague'
    );
    expect(scene.state.$timeRange?.state).toMatchObject({ from: 'now-2y', to: 'now', timeZone: 'Europe/Prague' });
  });

  it('asks with the datasource and the shown queries of a panel', () => {
    const { panels } = parse({
      panels: [
        {
          id: 1,
          type: 'table',
          datasource: { uid: 'cube' },
          targets: [
            { refId: 'A', query: {} },
            { refId: 'B', hide: true },
          ],
        },
      ],
    });
    const [item] = buildGrid(panels);
    const panel = item instanceof SceneGridItem ? item.state.body : undefined;
    const runner = panel instanceof VizPanel ? panel.state.$data : undefined;
    expect(runner instanceof SceneQueryRunner && runner.state).toMatchObject({
      datasource: { uid: 'cube' },
      queries: [{ refId: 'A' }],
    });
  });

  it('knows query, custom and interval variables and leaves out what it does not know', () => {
    const scene = buildDashboardScene(
      parse({
        templating: {
          list: [
            { name: 'region', type: 'query', query: { refId: 'x' }, datasource: { uid: 'cube' }, multi: true },
            { name: 'product', type: 'custom', query: 'a,b', current: { value: 'b', text: 'b' } },
            { name: 'grain', type: 'interval', query: '1d,1w', current: { value: '1w', text: '1w' } },
            { name: 'odd', type: 'switch-of-the-future' },
          ],
        },
      }),
      'UTC'
    );
    expect(scene.state.$variables?.state.variables.map(({ state }) => [state.name, state.type])).toEqual([
      ['region', 'query'],
      ['product', 'custom'],
      ['grain', 'interval'],
    ]);
    expect(scene.state.$variables?.getByName('product')?.getValue()).toBe('b');
  });

  it('names the field that is wrong in a broken dashboard', () => {
    const parsed = dashboardSchema.safeParse({ uid: 'u', title: 'T', panels: [{ type: 'stat' }] });
    expect(parsed.error?.issues[0]?.path).toEqual(['panels', 0, 'id']);
  });
});
