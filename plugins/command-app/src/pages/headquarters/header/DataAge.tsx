import { unescaped } from '@branchlight/panel-kit';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { countDays } from '../../../period/day';
import { type DataSpan } from '../../../period/presets';
import { formatDay } from '../../../shared/locale';

/** Last day with data, and how far it lies behind the bank's today. */
export function DataAge({ span }: { span: DataSpan }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.age}>
      <Icon name="clock-nine" size="sm" aria-hidden /> {dataAgeText(span)}
    </span>
  );
}

/** "Data to 31 Mar 1994", with the days behind when there are any. */
export function dataAgeText({ lastDay, today }: DataSpan): string {
  const behind = countDays(lastDay, today) - 1;
  const day = formatDay(lastDay);
  return behind > 0
    ? t('data-age.behind', 'Data to {{day}}, {{count, number}} days behind', { day, count: behind, ...unescaped })
    : t('data-age.current', 'Data to {{day}}', { day, ...unescaped });
}

const getStyles = (theme: GrafanaTheme2) => ({
  age: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
  }),
});
