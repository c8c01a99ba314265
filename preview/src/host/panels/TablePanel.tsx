import { cacheFieldDisplayNames, PanelPlugin, type PanelProps } from '@grafana/data';
import { type TableFieldOptions } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import { TableCellHeight } from '@grafana/schema';
import { PanelDataErrorView } from './PanelDataErrorView';

interface TableOptions {
  showHeader?: boolean;
  sortBy?: Array<{ displayName: string; desc?: boolean }>;
}

function TablePanel({ id, data, width, height, options, fieldConfig, timeRange, title }: PanelProps<TableOptions>) {
  const frame = data.series.find(({ fields }) => fields.length > 0);
  if (!frame || frame.length === 0) {
    return <PanelDataErrorView panelId={id} data={data} />;
  }
  // The table's headers are the names that this keeps with each field.
  cacheFieldDisplayNames([frame]);
  return (
    <TableNG
      ariaLabel={title}
      data={frame}
      width={width}
      height={height}
      noHeader={options.showHeader === false}
      sortBy={options.sortBy}
      cellHeight={TableCellHeight.Sm}
      fieldConfig={fieldConfig}
      timeRange={timeRange}
      structureRev={data.structureRev}
      resizable
      // The other way of reading rows compiles code at run time, which the page's policy forbids.
      protoParserEnabled
      transparent
    />
  );
}

export const tablePanel = new PanelPlugin<TableOptions, TableFieldOptions>(TablePanel).useFieldConfig({
  useCustomConfig: (builder) => {
    builder
      .addNumberInput({ path: 'minWidth', name: 'Minimum column width' })
      .addNumberInput({ path: 'width', name: 'Column width' })
      .addTextInput({ path: 'align', name: 'Alignment' });
  },
});
