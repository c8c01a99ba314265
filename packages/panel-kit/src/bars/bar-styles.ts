import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

export function getBarStyles(theme: GrafanaTheme2) {
  return {
    box: css({ containerType: 'inline-size', width: '100%' }),
    // One grid for all rows: bars can only be compared when their tracks are equally wide.
    // Short names leave the room to the bars, long ones take half of it.
    list: css({
      display: 'grid',
      gridTemplateColumns: 'fit-content(50%) minmax(40px, 1fr) minmax(64px, max-content)',
      columnGap: theme.spacing(1),
      listStyle: 'none',
      margin: 0,
      padding: 0,
    }),
    item: css({ display: 'grid', gridTemplateColumns: 'subgrid', gridColumn: '1 / -1' }),
    row: css({
      display: 'grid',
      gridTemplateColumns: 'subgrid',
      gridColumn: '1 / -1',
      alignItems: 'center',
      minHeight: 28,
      padding: theme.spacing(0.25, 0.75),
      borderRadius: theme.shape.radius.default,
      textAlign: 'left',
    }),
    button: css({
      border: 'none',
      background: 'none',
      cursor: 'pointer',
      '&:hover': { background: theme.colors.action.hover },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    selected: css({ background: theme.colors.action.selected }),
    // Names that begin alike differ at their end, so none is cut.
    label: css({ overflowWrap: 'anywhere', lineHeight: theme.typography.bodySmall.lineHeight }),
    note: css({
      display: 'block',
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    }),
    track: css({ position: 'relative', height: 10 }),
    zero: css({ position: 'absolute', top: -4, bottom: -4, width: 1, background: theme.colors.border.medium }),
    bar: css({ position: 'absolute', top: 0, bottom: 0, minWidth: 1, borderRadius: 2 }),
    value: css({ textAlign: 'right', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
    more: css({
      padding: theme.spacing(0.5, 0.75),
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
  };
}
