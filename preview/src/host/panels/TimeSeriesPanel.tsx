import { type ComponentProps } from 'react';
import {
  FieldColorModeId,
  FieldConfigProperty,
  FieldType,
  PanelPlugin,
  type DataFrame,
  type PanelProps,
} from '@grafana/data';
import {
  GraphDrawStyle,
  LegendDisplayMode,
  TooltipDisplayMode,
  VisibilityMode,
  type GraphFieldConfig,
  type VizLegendOptions,
} from '@grafana/schema';
import { TimeSeries, TooltipPlugin2 } from '@grafana/ui';
import { PanelDataErrorView } from './PanelDataErrorView';
import { TimeSeriesTooltip } from './TimeSeriesTooltip';

type HoverMode = ComponentProps<typeof TooltipPlugin2>['hoverMode'];
/** Values of an enum that @grafana/ui does not export: all series at the nearest time, or the nearest point. */
const hoverAll: HoverMode = 1;
const hoverOne: HoverMode = 2;

interface TimeSeriesOptions {
  legend?: Partial<VizLegendOptions>;
  tooltip?: { mode?: TooltipDisplayMode };
}

function TimeSeriesPanel({
  id,
  data,
  width,
  height,
  options,
  timeRange,
  timeZone,
  onChangeTimeRange,
}: PanelProps<TimeSeriesOptions>) {
  const frames = data.series.filter(canDraw);
  if (frames.length === 0) {
    return <PanelDataErrorView panelId={id} data={data} needsTimeField needsNumberField />;
  }
  const legend: VizLegendOptions = {
    calcs: [],
    displayMode: LegendDisplayMode.List,
    placement: 'bottom',
    showLegend: true,
    ...options.legend,
  };
  const isSingle = options.tooltip?.mode === TooltipDisplayMode.Single;
  return (
    <TimeSeries
      frames={frames}
      structureRev={data.structureRev}
      timeRange={timeRange}
      timeZone={timeZone}
      width={width}
      height={height}
      legend={legend}
      options={options}
    >
      {(config, alignedFrame) =>
        options.tooltip?.mode === TooltipDisplayMode.None ? null : (
          <TooltipPlugin2
            config={config}
            hoverMode={isSingle ? hoverOne : hoverAll}
            queryZoom={onChangeTimeRange}
            render={(_plot, indexes, seriesIndex) => (
              <TimeSeriesTooltip frame={alignedFrame} indexes={indexes} only={isSingle ? seriesIndex : null} />
            )}
          />
        )
      }
    </TimeSeries>
  );
}

function canDraw({ length, fields }: DataFrame): boolean {
  const has = (type: FieldType) => fields.some((field) => field.type === type);
  return length > 0 && has(FieldType.time) && has(FieldType.number);
}

export const timeSeriesPanel = new PanelPlugin<TimeSeriesOptions, GraphFieldConfig>(TimeSeriesPanel).useFieldConfig({
  standardOptions: {
    [FieldConfigProperty.Color]: { defaultValue: { mode: FieldColorModeId.PaletteClassic } },
  },
  useCustomConfig: (builder) => {
    builder
      .addTextInput({ path: 'drawStyle', name: 'Style', defaultValue: GraphDrawStyle.Line })
      .addTextInput({ path: 'lineInterpolation', name: 'Line interpolation' })
      .addNumberInput({ path: 'lineWidth', name: 'Line width', defaultValue: 2 })
      .addNumberInput({ path: 'fillOpacity', name: 'Fill opacity', defaultValue: 0 })
      .addTextInput({ path: 'showPoints', name: 'Show points', defaultValue: VisibilityMode.Auto })
      .addNumberInput({ path: 'pointSize', name: 'Point size', defaultValue: 5 })
      .addBooleanSwitch({ path: 'spanNulls', name: 'Connect over gaps', defaultValue: false })
      .addTextInput({ path: 'axisPlacement', name: 'Axis placement' })
      .addTextInput({ path: 'axisLabel', name: 'Axis label' })
      .addCustomEditor({
        id: 'lineStyle',
        path: 'lineStyle',
        name: 'Line style',
        editor: NoEditor,
        override: NoEditor,
        process: keep,
        shouldApply: () => true,
      })
      .addCustomEditor({
        id: 'stacking',
        path: 'stacking',
        name: 'Stacking',
        editor: NoEditor,
        override: NoEditor,
        process: keep,
        shouldApply: () => true,
      })
      .addCustomEditor({
        id: 'hideFrom',
        path: 'hideFrom',
        name: 'Hide',
        editor: NoEditor,
        override: NoEditor,
        process: keep,
        shouldApply: () => true,
      });
  },
});

function NoEditor() {
  return null;
}

function keep<T>(value: T): T {
  return value;
}
