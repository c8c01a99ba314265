import { useStyles2, useTheme2 } from '@grafana/ui';
import { t } from '@grafana/i18n';
import { useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { formatFull, formatShort } from '../figures/format-figure';
import { type FigureUnit } from '../figures/unit';
import { unescaped } from '../locale';
import { StateMessage } from '../states/StateMessage';
import { useElementWidth } from '../states/use-element-width';
import { visuallyHidden } from '../states/visually-hidden';
import { ChartAxes, toAxisUnit } from './ChartAxes';
import { ChartKey, KEY_HEIGHT } from './ChartKey';
import { ChartTooltip } from './ChartTooltip';
import { getChartStyles } from './chart-styles';
import { drawPath, layOutChart, type ChartLayout, type ChartLine, type ChartSize } from './lay-out-chart';
import { formatPeriod, type Granularity } from './time-label';

export interface TrendChartProps {
  /** What is drawn, for screen readers: `Deposit balance by month`. */
  label: string;
  line: ChartLine;
  /** The compared period in grey, moved onto the line's time axis, point by point. */
  compared?: ChartLine;
  /** A path to a target, dashed. */
  target?: ChartLine;
  unit: FigureUnit;
  granularity: Granularity;
  /** IANA zone that cuts the bank's days. */
  timeZone: string;
  height: number;
  /** By default the axis starts where the data do. */
  fromZero?: boolean;
  color?: string;
  /** Names the lines above the chart; for pages that do not name them already. */
  hasKey?: boolean;
  /** Keeps the lines visible and greyed while new ones load. */
  isUpdating?: boolean;
  locale?: string;
}

/** A line over time beside the compared period. Pointer or arrow keys read single periods; screen readers get a table. */
export function TrendChart(props: TrendChartProps) {
  const { label, line, compared, target, unit, height, fromZero = false, locale, isUpdating, hasKey = false } = props;
  const styles = useStyles2(getChartStyles);
  const [ref, width] = useElementWidth(600);
  const [index, setIndex] = useState<number | null>(null);
  const lines = useMemo(() => [line, compared, target].filter((each) => each !== undefined), [line, compared, target]);
  const plotHeight = hasKey ? height - KEY_HEIGHT : height;
  const size = useMemo(() => createSize(width, plotHeight), [width, plotHeight]);
  const layout = useMemo(() => layOutChart(lines, size, fromZero), [lines, size, fromZero]);
  if (!layout) {
    return (
      <StateMessage kind="empty" title={t('panel-kit.state.empty', 'No data')}>
        {t('panel-kit.chart.empty', 'There are no figures in this period. Choose a longer one or other filters.')}
      </StateMessage>
    );
  }
  const last = layout.points.length - 1;
  const point = index === null ? undefined : layout.points[Math.min(index, last)];
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveIndex(event.key, index ?? last, last);
    if (next !== undefined) {
      event.preventDefault();
      setIndex(next);
    }
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setIndex(findNearest(layout, x));
  };
  return (
    <div
      ref={ref}
      className={[styles.box, isUpdating && styles.stale].filter(Boolean).join(' ')}
      style={{ height }}
      role="group"
      aria-label={t('panel-kit.chart.label', '{{label}}. Arrow keys read single periods.', { label, ...unescaped })}
      aria-busy={isUpdating}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setIndex(null)}
      onBlur={() => setIndex(null)}
    >
      {hasKey && <ChartKey {...props} />}
      <svg width={width} height={plotHeight} className={styles.plot} aria-hidden>
        <ChartAxes {...props} layout={layout} size={size} />
        <ChartLines {...props} layout={layout} />
        {point && (
          <line
            x1={layout.toX(point.time)}
            x2={layout.toX(point.time)}
            y1={size.top}
            y2={plotHeight - size.bottom}
            className={styles.cursor}
          />
        )}
      </svg>
      <div aria-live="polite">
        {point && <ChartTooltip {...props} lines={lines} time={point.time} x={layout.toX(point.time)} width={width} />}
      </div>
      <table className={visuallyHidden}>
        <caption>{label}</caption>
        <tbody>
          {layout.points.map(({ time, value }) => (
            <tr key={time}>
              <th scope="row">{formatPeriod(time, { ...props, style: 'full' })}</th>
              <td>{formatFull(value, unit, { locale })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ChartLines({
  line,
  compared,
  target,
  color,
  unit,
  locale,
  layout,
}: TrendChartProps & { layout: ChartLayout }) {
  const styles = useStyles2(getChartStyles);
  const theme = useTheme2();
  const stroke = color ?? theme.colors.primary.text;
  const end = line.points.findLast(({ value }) => value !== null);
  return (
    <>
      {compared && <path d={drawPath(compared.points, layout)} className={styles.compared} data-line="compared" />}
      {target && <path d={drawPath(target.points, layout)} className={styles.target} data-line="target" />}
      <path d={drawPath(line.points, layout)} className={styles.line} stroke={stroke} data-line="line" />
      {end && end.value !== null && (
        <g>
          <circle cx={layout.toX(end.time)} cy={layout.toY(end.value)} r={3.5} fill={stroke} />
          <text
            x={layout.toX(end.time) + 8}
            y={layout.toY(end.value)}
            className={styles.endLabel}
            fill={theme.colors.text.primary}
          >
            {formatShort(end.value, toAxisUnit(unit), { locale })}
          </text>
        </g>
      )}
    </>
  );
}

function createSize(width: number, height: number): ChartSize {
  return { width, height, left: 56, right: 80, top: 12, bottom: 24 };
}

function moveIndex(key: string, index: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, index - 1);
    case 'ArrowRight':
      return Math.min(last, index + 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

function findNearest({ points, toX }: ChartLayout, x: number): number {
  const distances = points.map(({ time }) => Math.abs(toX(time) - x));
  return distances.indexOf(Math.min(...distances));
}
