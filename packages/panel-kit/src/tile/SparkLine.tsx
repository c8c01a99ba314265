import { css } from '@emotion/css';
import { FieldColorModeId, FieldType, type Field } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Sparkline, useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';
import { formatShort, isFigure } from '../figures/format-figure';
import { type FigureUnit } from '../figures/unit';
import { type SeriesPoint } from '../frames/read-series';
import { unescaped } from '../locale';
import { useElementWidth } from '../states/use-element-width';

interface SparkLineProps {
  points: readonly SeriesPoint[];
  unit: FigureUnit;
  height: number;
  /** By default the theme's primary colour. */
  color?: string;
  locale?: string;
}

/** The figure's course without axes; read out as its first and last value. Nothing for fewer than two figures. */
export function SparkLine({ points, unit, height, color, locale }: SparkLineProps) {
  const theme = useTheme2();
  const [ref, width] = useElementWidth();
  const lineColor = color ?? theme.colors.primary.text;
  const sparkline = useMemo(
    () => ({
      x: toField(
        'time',
        FieldType.time,
        points.map(({ time }) => time)
      ),
      y: toField(
        'value',
        FieldType.number,
        points.map(({ value }) => value),
        lineColor
      ),
    }),
    [points, lineColor]
  );
  const figures = points.map(({ value }) => value).filter(isFigure);
  if (figures.length < 2) {
    return <div style={{ height }} />;
  }
  const label = t('panel-kit.tile.spark', 'Course from {{first}} to {{last}}', {
    first: formatShort(figures[0], unit, { locale }),
    last: formatShort(figures.at(-1), unit, { locale }),
    ...unescaped,
  });
  return (
    <div ref={ref} role="img" aria-label={label} className={box} style={{ height }}>
      {width > 0 && <Sparkline width={width} height={height} sparkline={sparkline} config={config} theme={theme} />}
    </div>
  );
}

const config = { custom: { lineWidth: 1.5, fillOpacity: 0, spanNulls: true } };
const box = css({ width: '100%', minWidth: 0, overflow: 'hidden', pointerEvents: 'none' });

function toField(name: string, type: FieldType, values: Array<number | null>, fixedColor?: string): Field {
  const figures = values.filter(isFigure);
  const [min, max] = [Math.min(...figures), Math.max(...figures)];
  return {
    name,
    type,
    values,
    config: fixedColor ? { color: { mode: FieldColorModeId.Fixed, fixedColor } } : {},
    state: { range: { min, max, delta: max - min } },
  };
}
