import { css } from '@emotion/css';
import {
  FieldType,
  formattedValueToString,
  getDisplayProcessor,
  getFieldDisplayName,
  PanelPlugin,
  type DataFrame,
  type Field,
  type GrafanaTheme2,
  type PanelProps,
} from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { PanelDataErrorView } from './PanelDataErrorView';

interface BarChartOptions {
  xField?: string;
}

/** Bars of the first number field over the first text or time field, largest first for text. */
function BarChartPanel({ id, data, width, height, options, timeZone }: PanelProps<BarChartOptions>) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const frame = data.series.find(({ length }) => length > 0);
  const category = frame && findCategory(frame, options.xField);
  const number = frame?.fields.find(({ type, config }) => type === FieldType.number && !config.custom?.hideFrom?.viz);
  if (!frame || !category || !number) {
    return <PanelDataErrorView panelId={id} data={data} needsNumberField needsStringField />;
  }
  const label = category.display ?? getDisplayProcessor({ field: category, theme, timeZone });
  const display = number.display ?? getDisplayProcessor({ field: number, theme, timeZone });
  const rows = number.values.map((value: unknown, index) => ({
    name: formattedValueToString(label(category.values[index])),
    value: typeof value === 'number' ? value : 0,
    text: formattedValueToString(display(value)),
  }));
  if (category.type === FieldType.string) {
    rows.sort((left, right) => right.value - left.value);
  }
  const largest = Math.max(...rows.map(({ value }) => Math.abs(value)), Number.EPSILON);
  return (
    <div
      className={styles.list}
      style={{ width, height }}
      role="list"
      aria-label={getFieldDisplayName(number, frame)}
      tabIndex={0}
    >
      {rows.map(({ name, value, text }) => (
        <div
          key={name}
          role="listitem"
          className={styles.row}
          title={t('panel.bar', '{{name}}: {{text}}', { name, text, interpolation: { escapeValue: false } })}
        >
          <span className={styles.name}>{name}</span>
          <span className={styles.track}>
            <span className={styles.bar} style={{ width: `${(Math.abs(value) / largest) * 100}%` }} />
          </span>
          <span className={styles.value}>{text}</span>
        </div>
      ))}
    </div>
  );
}

function findCategory(frame: DataFrame, name?: string): Field | undefined {
  return (
    frame.fields.find((field) => field.name === name) ??
    frame.fields.find(({ type }) => type === FieldType.string) ??
    frame.fields.find(({ type }) => type === FieldType.time)
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ overflowY: 'auto', paddingRight: theme.spacing(1) }),
  row: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(80px, 30%) 1fr max-content',
    gap: theme.spacing(1),
    alignItems: 'center',
    minHeight: theme.spacing(3.5),
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  name: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  track: css({ height: theme.spacing(1.5) }),
  bar: css({
    display: 'block',
    height: '100%',
    minWidth: 1,
    borderRadius: theme.shape.radius.default,
    background: theme.visualization.getColorByName('blue'),
  }),
  value: css({ fontVariantNumeric: 'tabular-nums', textAlign: 'right' }),
});

export const barChartPanel = new PanelPlugin<BarChartOptions>(BarChartPanel).useFieldConfig();
