import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

export function getTileStyles(theme: GrafanaTheme2) {
  const title = {
    flex: 1,
    minWidth: 0,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    color: theme.colors.text.secondary,
    lineHeight: 1.4,
    // At most two lines, so that the values of a row of tiles stay level; the tooltip has the whole title.
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
    textAlign: 'left',
  } as const;
  return {
    tile: css({
      position: 'relative',
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(0.5),
      minWidth: 0,
      height: '100%',
      padding: theme.spacing(0.5),
      border: '1px solid transparent',
      borderRadius: theme.shape.radius.default,
      containerType: 'inline-size',
    }),
    card: css({
      padding: theme.spacing(1.5, 2),
      background: theme.colors.background.primary,
      borderColor: theme.colors.border.weak,
    }),
    active: css({
      [theme.transitions.handleMotion('no-preference')]: { transition: 'border-color 120ms ease-out' },
      '&:hover': { borderColor: theme.colors.border.strong },
    }),
    selected: css({
      borderColor: theme.colors.primary.border,
      boxShadow: `inset 0 3px 0 ${theme.colors.primary.main}`,
      '&:hover': { borderColor: theme.colors.primary.border },
    }),
    header: css({ display: 'flex', alignItems: 'flex-start', gap: theme.spacing(1) }),
    title: css(title),
    action: css({
      ...title,
      padding: 0,
      border: 'none',
      background: 'none',
      cursor: 'pointer',
      '&:hover': { color: theme.colors.text.primary },
      '&::after': { content: '""', position: 'absolute', inset: 0, borderRadius: theme.shape.radius.default },
      '&:focus-visible': { outline: 'none' },
      '&:focus-visible::after': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
    }),
    explain: css({ position: 'relative', zIndex: 1, margin: 0 }),
    figure: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      justifyContent: 'space-between',
      columnGap: 8,
    }),
    value: css({
      fontSize: 'clamp(20px, 13cqi, 32px)',
      lineHeight: 1.2,
      fontWeight: theme.typography.fontWeightMedium,
      fontVariantNumeric: 'tabular-nums',
      color: theme.colors.text.primary,
      whiteSpace: 'nowrap',
    }),
    change: css({ minHeight: 20 }),
    noChange: css({ fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary }),
    age: css({
      marginTop: 'auto',
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.secondary,
    }),
    stale: css({ opacity: 0.6 }),
  };
}
