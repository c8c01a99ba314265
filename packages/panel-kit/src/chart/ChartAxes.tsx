import { useStyles2 } from '@grafana/ui';
import { formatShort } from '../figures/format-figure';
import { type FigureUnit } from '../figures/unit';
import { getChartStyles } from './chart-styles';
import { type ChartLayout, type ChartSize } from './lay-out-chart';
import { formatPeriod, type Granularity } from './time-label';

interface ChartAxesProps {
  layout: ChartLayout;
  size: ChartSize;
  unit: FigureUnit;
  granularity: Granularity;
  timeZone: string;
  locale?: string;
}

/** Value lines with short labels, period labels below. */
export function ChartAxes({ layout, size, unit, granularity, timeZone, locale }: ChartAxesProps) {
  const styles = useStyles2(getChartStyles);
  const { toX, toY, valueTicks, timeTicks } = layout;
  const axisUnit = toAxisUnit(unit);
  return (
    <g>
      {valueTicks.map((value) => (
        <g key={value}>
          <line
            x1={size.left}
            x2={size.width - size.right}
            y1={toY(value)}
            y2={toY(value)}
            className={value === 0 ? styles.zero : styles.grid}
          />
          <text x={size.left - 8} y={toY(value)} className={styles.valueLabel}>
            {formatShort(value, axisUnit, { locale })}
          </text>
        </g>
      ))}
      {timeTicks.map((time) => (
        <text key={time} x={toX(time)} y={size.height - 6} className={styles.timeLabel}>
          {formatPeriod(time, { granularity, timeZone, locale, style: 'axis' })}
        </text>
      ))}
    </g>
  );
}

/** A currency's symbol at every tick is noise: the title says the unit. */
export function toAxisUnit(unit: FigureUnit): FigureUnit {
  return unit.kind === 'currency' ? { kind: 'count' } : unit;
}
