import {
  type Change,
  type FigureUnit,
  computeChange,
  formatChange,
  formatDifference,
  formatFull,
  formatShort,
  NO_VALUE,
} from '@branchlight/panel-kit';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { type ListOrder, type RankedRow, type SortKey } from '../../../figures/ranking';
import { toChangeUnit, toFigureUnit } from '../../../metrics/figure-unit';
import { type Metric } from '../../../metrics/metric';

interface Props {
  rows: RankedRow[];
  metric: Metric;
  currency: string;
  /** Code of the outlet that the page shows. */
  current: string | undefined;
  /** Names an outlet's region; left out where all rows share one. */
  regionOf: ((code: string) => string | undefined) | undefined;
  isComparable: boolean;
  order: ListOrder;
  onOrder: (order: ListOrder) => void;
  onOpen: (code: string) => void;
}

/** Outlets with value and change; a list on a narrow screen. */
export function OutletTable({ rows, regionOf, isComparable, order, onOrder, ...rest }: Props) {
  const styles = useStyles2(getStyles);
  const head = { order, onOrder };
  const hasShare = isComparable && rest.metric.unit !== 'ratio';
  return (
    <table className={styles.table}>
      <thead className={styles.head}>
        <tr>
          <HeadCell {...head} sortKey="name" title={t('outlets.name', 'Outlet')} />
          {regionOf && <th className={cx(styles.cell, styles.wide)}>{t('outlets.region', 'Region')}</th>}
          <HeadCell {...head} sortKey="value" title={rest.metric.title} isNumber />
          {isComparable && <HeadCell {...head} sortKey="change" title={t('outlets.change', 'Change')} isNumber />}
          {hasShare && <HeadCell {...head} sortKey="share" title={t('outlets.share', 'Change in %')} isNumber />}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <OutletRow
            key={row.key}
            row={row}
            region={regionOf?.(row.key)}
            hasRegion={regionOf !== undefined}
            isComparable={isComparable}
            {...rest}
          />
        ))}
      </tbody>
    </table>
  );
}

/** A percentage, or a multiple where a percentage would have more digits than anybody reads: "×12". */
function formatShare(change: Change, unit: FigureUnit): string {
  if (change.share === null) {
    return NO_VALUE;
  }
  return change.share >= 10
    ? `×${formatShort(Math.round(change.share + 1), { kind: 'count' })}`
    : formatChange(change, unit);
}

interface HeadProps {
  sortKey: SortKey;
  title: string;
  isNumber?: boolean;
  order: ListOrder;
  onOrder: (order: ListOrder) => void;
}

function HeadCell({ sortKey, title, isNumber = false, order, onOrder }: HeadProps) {
  const styles = useStyles2(getStyles);
  const isSorted = order.key === sortKey;
  return (
    <th
      className={cx(styles.cell, isNumber && styles.number)}
      aria-sort={isSorted ? (order.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() => onOrder({ key: sortKey, descending: isSorted ? !order.descending : isNumber })}
      >
        {title}
        {isSorted && <Icon name={order.descending ? 'arrow-down' : 'arrow-up'} size="sm" aria-hidden />}
      </button>
    </th>
  );
}

interface RowProps extends Pick<Props, 'metric' | 'currency' | 'current' | 'isComparable' | 'onOpen'> {
  row: RankedRow;
  region: string | undefined;
  hasRegion: boolean;
}

function OutletRow({ row, region, hasRegion, metric, currency, current, isComparable, onOpen }: RowProps) {
  const styles = useStyles2(getStyles);
  const unit = toFigureUnit(metric, currency);
  const change = row.change === null ? null : computeChange(row.value, row.before, unit, metric.direction);
  const isCurrent = row.key === current;
  return (
    <tr className={cx(styles.row, isCurrent && styles.current)} aria-current={isCurrent || undefined}>
      <td className={cx(styles.cell, styles.nameCell)}>
        <button type="button" className={styles.name} title={row.key} onClick={() => onOpen(row.key)}>
          {row.name}
        </button>
      </td>
      {hasRegion && <td className={cx(styles.cell, styles.wide)}>{region}</td>}
      <td className={cx(styles.cell, styles.number)} title={formatFull(row.value, unit)}>
        {formatShort(row.value, unit)}
      </td>
      {isComparable && (
        <td className={cx(styles.cell, styles.number)} title={change ? formatDifference(change, unit) : undefined}>
          {change ? formatShort(change.difference, toChangeUnit(unit), { signed: true }) : NO_VALUE}
        </td>
      )}
      {isComparable && metric.unit !== 'ratio' && (
        <td className={cx(styles.cell, styles.number, styles.share)}>
          {change ? formatShare(change, unit) : NO_VALUE}
        </td>
      )}
    </tr>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const narrow = theme.breakpoints.down('sm');
  return {
    table: css({
      width: '100%',
      borderCollapse: 'collapse',
      [narrow]: { display: 'block', '& > tbody': { display: 'block' } },
    }),
    // On a phone the table is a list, and the menu above it sorts.
    head: css({
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      [narrow]: { display: 'none' },
    }),
    cell: css({
      padding: theme.spacing(0, 1),
      height: theme.spacing(4),
      textAlign: 'left',
      '&:first-of-type': { paddingLeft: 0 },
      [narrow]: { height: 'auto', padding: 0 },
    }),
    nameCell: css({ width: '40%', [narrow]: { gridColumn: '1 / -1', width: 'auto' } }),
    number: css({
      textAlign: 'right',
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
      [narrow]: { '&:nth-last-of-type(3), &:only-of-type': { textAlign: 'left' } },
    }),
    share: css({ color: theme.colors.text.secondary }),
    row: css({
      borderTop: `1px solid ${theme.colors.border.weak}`,
      '&:hover': { background: theme.colors.action.hover },
      [narrow]: {
        display: 'grid',
        gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
        padding: theme.spacing(0.5, 0, 1),
      },
    }),
    current: css({ background: theme.colors.action.selected, fontWeight: theme.typography.fontWeightMedium }),
    wide: css({
      maxWidth: 160,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      color: theme.colors.text.secondary,
      fontWeight: 'normal',
      [theme.breakpoints.down('md')]: { display: 'none' },
    }),
    sort: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      padding: 0,
      border: 'none',
      background: 'none',
      font: 'inherit',
      fontWeight: theme.typography.fontWeightMedium,
      color: 'inherit',
      '&:hover': { color: theme.colors.text.primary },
    }),
    name: css({
      width: '100%',
      minHeight: theme.spacing(4),
      padding: 0,
      border: 'none',
      background: 'none',
      textAlign: 'left',
      '&:hover': { textDecoration: 'underline' },
    }),
  };
};
