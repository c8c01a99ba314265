import { type FigureUnit, formatFull, formatShort, NO_VALUE, PaceBar, StatusMark } from '@branchlight/panel-kit';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { wordCategory } from '../../../shared/word-category';
import { describeGap } from '../../../targets/pace-words';
import { type Standing } from '../../../targets/read-standings';

interface Props {
  rows: Standing[];
  /** Titles by metric */
  titles: Record<string, string>;
  currency: string;
}

/** One row per metric: actual against target with the share that is due, status and forecast. On a phone a list. */
export function TargetTable({ rows, titles, currency }: Props) {
  const styles = useStyles2(getStyles);
  const number = cx(styles.cell, styles.number);
  return (
    <table className={styles.table} aria-label={t('targets.table', 'Targets by metric')}>
      <thead className={styles.head}>
        <tr>
          <th className={styles.cell}>{t('targets.metric', 'Metric')}</th>
          <th className={number}>{t('targets.actual', 'Actual')}</th>
          <th className={number}>{t('targets.target', 'Target')}</th>
          <th className={styles.cell}>{t('targets.attained', 'Attained, and due by now')}</th>
          <th className={number}>{t('targets.pace', 'Pace')}</th>
          <th className={styles.cell}>{t('targets.status', 'Status')}</th>
          <th className={number}>{t('targets.forecast', 'Forecast')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const title = wordCategory(row.metric, titles);
          const unit: FigureUnit = row.isMoney ? { kind: 'currency', currency } : { kind: 'count' };
          return (
            <tr key={row.metric} className={styles.row}>
              <th scope="row" className={cx(styles.cell, styles.name)}>
                {title}
              </th>
              <Figure label={t('targets.actual', 'Actual')} value={row.actual} unit={unit} />
              <Figure label={t('targets.target', 'Target')} value={row.target} unit={unit} />
              <td className={cx(styles.cell, styles.bar)}>
                {row.attainment !== null && (
                  <PaceBar
                    attained={row.attainment}
                    expected={row.due ?? undefined}
                    label={t('targets.attainment', 'Attained')}
                  />
                )}
              </td>
              <Figure
                label={t('targets.pace', 'Pace')}
                value={row.pace}
                unit={{ kind: 'ratio' }}
                text={describeGap(row, unit)}
              />
              <td className={styles.cell}>
                {row.status ? <StatusMark level={row.status} /> : t('targets.no-status', 'Not judged yet')}
              </td>
              <Figure label={t('targets.forecast', 'Forecast')} value={row.forecast} unit={unit} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface FigureProps {
  label: string;
  value: number | null;
  unit: FigureUnit;
  /** In place of the value, which stays in the tooltip */
  text?: string;
}

function Figure({ label, value, unit, text }: FigureProps) {
  const styles = useStyles2(getStyles);
  return (
    <td className={cx(styles.cell, styles.number)} title={value === null ? undefined : formatFull(value, unit)}>
      <span className={styles.label}>{label} </span>
      {text ?? (value === null ? NO_VALUE : formatShort(value, unit))}
    </td>
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
    head: css({
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      [narrow]: { display: 'none' },
    }),
    cell: css({
      height: theme.spacing(4.5),
      padding: theme.spacing(0, 1),
      textAlign: 'left',
      fontWeight: 'normal',
      '&:first-of-type': { paddingLeft: 0 },
      [narrow]: { height: 'auto', padding: 0 },
    }),
    name: css({ fontWeight: theme.typography.fontWeightMedium, [narrow]: { gridColumn: '1 / -1' } }),
    number: css({
      textAlign: 'right',
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
      [narrow]: { textAlign: 'left' },
    }),
    bar: css({ width: '28%', minWidth: 96, [narrow]: { gridColumn: '1 / -1', width: 'auto' } }),
    // The column's head, which a phone does not show.
    label: css({
      display: 'none',
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      [narrow]: { display: 'inline' },
    }),
    row: css({
      borderTop: `1px solid ${theme.colors.border.weak}`,
      [narrow]: {
        display: 'grid',
        gridTemplateColumns: '1fr 1fr',
        gap: theme.spacing(0.5, 1),
        padding: theme.spacing(1, 0),
      },
    }),
  };
};
