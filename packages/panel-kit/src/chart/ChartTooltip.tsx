import { useStyles2 } from '@grafana/ui';
import { formatFull } from '../figures/format-figure';
import { type FigureUnit } from '../figures/unit';
import { getChartStyles } from './chart-styles';
import { type ChartLine } from './lay-out-chart';
import { formatPeriod, type Granularity } from './time-label';

interface ChartTooltipProps {
  lines: readonly ChartLine[];
  /** The period's start. */
  time: number;
  /** Its place in the chart, px. */
  x: number;
  width: number;
  unit: FigureUnit;
  granularity: Granularity;
  timeZone: string;
  locale?: string;
}

/** The whole figures of one period, beside the cursor. */
export function ChartTooltip({ lines, time, x, width, unit, granularity, timeZone, locale }: ChartTooltipProps) {
  const styles = useStyles2(getChartStyles);
  const isRight = x > width / 2;
  return (
    <div className={styles.tooltip} style={isRight ? { right: width - x + 12 } : { left: x + 12 }}>
      <div className={styles.tooltipTitle}>{formatPeriod(time, { granularity, timeZone, locale, style: 'full' })}</div>
      {lines.map(({ label, points }) => (
        <div key={label} className={styles.tooltipRow}>
          <span>{label}</span>
          <span className={styles.tooltipValue}>
            {formatFull(points.find((point) => point.time === time)?.value, unit, { locale })}
          </span>
        </div>
      ))}
    </div>
  );
}
