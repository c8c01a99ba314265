import { PanelPlugin, VizOrientation, type PanelProps } from '@grafana/data';
import {
  BigValue,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  VizRepeater,
  useTheme2,
} from '@grafana/ui';
import { PanelDataErrorView } from './PanelDataErrorView';
import { listDisplayValues, type ReducedOptions } from './reduce-options';

interface StatOptions extends ReducedOptions {
  graphMode?: string;
  colorMode?: string;
}

function StatPanel(props: PanelProps<StatOptions>) {
  const theme = useTheme2();
  const { id, data, width, height, renderCounter, options } = props;
  const hasGraph = options.graphMode !== 'none';
  const values = listDisplayValues(props, hasGraph);
  if (values.length === 0 || data.series.every(({ length }) => length === 0)) {
    return <PanelDataErrorView panelId={id} data={data} needsNumberField />;
  }
  return (
    <VizRepeater
      getValues={() => values}
      source={data}
      renderCounter={renderCounter}
      width={width}
      height={height}
      orientation={VizOrientation.Auto}
      autoGrid
      renderValue={({ value, width: itemWidth, height: itemHeight, count }) => (
        <BigValue
          value={value.display}
          count={count}
          sparkline={hasGraph ? value.sparkline : undefined}
          colorMode={options.colorMode === 'value' ? BigValueColorMode.Value : BigValueColorMode.None}
          graphMode={hasGraph ? BigValueGraphMode.Area : BigValueGraphMode.None}
          justifyMode={BigValueJustifyMode.Auto}
          textMode={BigValueTextMode.Auto}
          width={itemWidth}
          height={itemHeight}
          theme={theme}
        />
      )}
    />
  );
}

export const statPanel = new PanelPlugin<StatOptions>(StatPanel).useFieldConfig();
