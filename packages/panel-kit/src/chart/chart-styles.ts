import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

export function getChartStyles(theme: GrafanaTheme2) {
  const text = { fontSize: 12, fill: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' } as const;
  const line = { fill: 'none', strokeLinejoin: 'round', strokeLinecap: 'round' } as const;
  return {
    box: css({
      position: 'relative',
      width: '100%',
      minWidth: 0,
      overflow: 'hidden',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    plot: css({ display: 'block' }),
    stale: css({ opacity: 0.6 }),
    grid: css({ stroke: theme.colors.border.weak }),
    zero: css({ stroke: theme.colors.border.strong }),
    valueLabel: css({ ...text, textAnchor: 'end', dominantBaseline: 'middle' }),
    timeLabel: css({ ...text, textAnchor: 'middle' }),
    endLabel: css({ ...text, fill: theme.colors.text.primary, dominantBaseline: 'middle', fontWeight: 500 }),
    line: css({ ...line, strokeWidth: 2 }),
    compared: css({ ...line, strokeWidth: 1.5, stroke: theme.colors.text.disabled }),
    target: css({ ...line, strokeWidth: 1.5, stroke: theme.colors.text.secondary, strokeDasharray: '4 4' }),
    cursor: css({ stroke: theme.colors.border.strong, strokeDasharray: '2 3' }),
    tooltip: css({
      position: 'absolute',
      top: 24,
      padding: theme.spacing(1),
      background: theme.colors.background.elevated,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
      boxShadow: theme.shadows.z2,
      fontSize: theme.typography.bodySmall.fontSize,
      pointerEvents: 'none',
      maxWidth: '60%',
    }),
    tooltipTitle: css({ fontWeight: theme.typography.fontWeightMedium, marginBottom: 4 }),
    tooltipRow: css({ display: 'flex', justifyContent: 'space-between', gap: theme.spacing(2) }),
    tooltipValue: css({ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
  };
}
