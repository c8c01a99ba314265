import { getDisplayValueAlignmentFactors, PanelPlugin, VizOrientation, type PanelProps } from '@grafana/data';
import { BarGauge, BarGaugeDisplayMode, VizRepeater, useTheme2 } from '@grafana/ui';
import { PanelDataErrorView } from './PanelDataErrorView';
import { listDisplayValues, type ReducedOptions } from './reduce-options';

function BarGaugePanel(props: PanelProps<ReducedOptions>) {
  const theme = useTheme2();
  const { id, data, width, height, renderCounter, options } = props;
  const values = listDisplayValues(props);
  if (values.length === 0 || data.series.every(({ length }) => length === 0)) {
    return <PanelDataErrorView panelId={id} data={data} needsNumberField />;
  }
  const orientation = options.orientation === 'vertical' ? VizOrientation.Vertical : VizOrientation.Horizontal;
  return (
    <VizRepeater
      getValues={() => values}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      source={data}
      renderCounter={renderCounter}
      width={width}
      height={height}
      orientation={orientation}
      itemSpacing={8}
      minVizHeight={16}
      maxVizHeight={40}
      renderValue={({ value, width: itemWidth, height: itemHeight, alignmentFactors }) => (
        <BarGauge
          value={value.display}
          field={value.field}
          display={value.view?.getFieldDisplayProcessor(value.colIndex ?? 0)}
          alignmentFactors={alignmentFactors}
          orientation={orientation}
          displayMode={BarGaugeDisplayMode.Basic}
          itemSpacing={8}
          width={itemWidth}
          height={itemHeight}
          theme={theme}
        />
      )}
    />
  );
}

export const barGaugePanel = new PanelPlugin<ReducedOptions>(BarGaugePanel).useFieldConfig();
