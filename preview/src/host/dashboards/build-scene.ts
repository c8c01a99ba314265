import {
  behaviors,
  EmbeddedScene,
  SceneControlsSpacer,
  SceneGridItem,
  SceneGridLayout,
  SceneGridRow,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
  type SceneGridItemLike,
} from '@grafana/scenes';
import { DashboardCursorSync } from '@grafana/data';
import { buildPanel } from './build-panel';
import { buildVariables } from './build-variables';
import { type DashboardModel, type DashboardPanel } from './dashboard-schema';
import { listQuickRanges } from './quick-ranges';

const defaultIntervals = ['30s', '1m', '5m', '15m', '1h'];

/** A provisioned dashboard as a scene: its grid, rows, variables, time range and refresh. */
export function buildDashboardScene(model: DashboardModel, bankTimeZone: string): EmbeddedScene {
  const variables = buildVariables(model.templating.list);
  const { from, to } = model.time;
  const intervals = model.timepicker.refresh_intervals ?? defaultIntervals;
  return new EmbeddedScene({
    key: model.uid,
    $timeRange: new SceneTimeRange({ from, to, timeZone: resolveTimeZone(model.timezone, bankTimeZone) }),
    $variables: variables.length > 0 ? new SceneVariableSet({ variables }) : undefined,
    $behaviors: [new behaviors.CursorSync({ key: 'cursor', sync: DashboardCursorSync.Crosshair })],
    controls: [
      ...(variables.length > 0 ? [new VariableValueSelectors({})] : []),
      new SceneControlsSpacer(),
      new SceneTimePicker({ isOnCanvas: true, hidePicker: model.timepicker.hidden, quickRanges: listQuickRanges() }),
      new SceneRefreshPicker({
        isOnCanvas: true,
        intervals,
        refresh: typeof model.refresh === 'string' ? model.refresh : '',
      }),
    ],
    body: new SceneGridLayout({ children: buildGrid(model.panels), isDraggable: false, isResizable: false }),
  });
}

/** Panels that follow an open row belong to it; a collapsed row holds its own. */
export function buildGrid(panels: DashboardPanel[]): SceneGridItemLike[] {
  const items: SceneGridItemLike[] = [];
  let openRow: SceneGridRow | undefined;
  for (const panel of panels) {
    if (panel.type !== 'row') {
      const item = buildItem(panel);
      if (openRow) {
        openRow.setState({ children: [...openRow.state.children, item] });
      } else {
        items.push(item);
      }
      continue;
    }
    const row = new SceneGridRow({
      key: `row-${panel.id}`,
      title: panel.title,
      isCollapsed: panel.collapsed,
      isCollapsible: true,
      y: panel.gridPos.y,
      children: panel.panels.map((child) => buildItem({ ...child, panels: [] })),
    });
    items.push(row);
    openRow = panel.collapsed ? undefined : row;
  }
  return items;
}

function buildItem(panel: DashboardPanel): SceneGridItem {
  const { x, y, w, h } = panel.gridPos;
  return new SceneGridItem({
    key: `grid-item-${panel.id}`,
    x,
    y,
    width: w,
    height: h,
    isDraggable: false,
    isResizable: false,
    body: buildPanel(panel),
  });
}

/** `browser` would cut the days in another zone than the bank's, so it means the bank's here. */
function resolveTimeZone(timeZone: string, bankTimeZone: string): string {
  return timeZone === '' || timeZone === 'browser' || timeZone === 'default' ? bankTimeZone : timeZone;
}
