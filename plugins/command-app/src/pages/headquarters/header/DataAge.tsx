import { useEffect, useState } from 'react';
import { unescaped } from '@branchlight/panel-kit';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { countDays } from '../../../period/day';
import { type DataSpan } from '../../../period/presets';
import { formatAgo, formatDay } from '../../../shared/locale';
import { type LiveData } from '../use-live-data';

const RETELL_MS = 10_000;
const MINUTE_MS = 60_000;

/** Last day with data, how far it lies behind the bank's today, when it was loaded, and whether a load is late. */
export function DataAge({ span, live }: { span: DataSpan; live: LiveData }) {
  const styles = useStyles2(getStyles);
  const now = useNow(RETELL_MS);
  const fault = faultText(live);
  return (
    <span className={styles.age}>
      <Icon name="clock-nine" size="sm" aria-hidden />
      <span>
        {live.loadedAt === undefined ? dataAgeText(span) : loadedText(span, Math.max(0, now - live.loadedAt))}
      </span>
      {fault !== undefined && (
        <span className={styles.fault}>
          <Icon name="exclamation-triangle" size="sm" aria-hidden /> {fault}
        </span>
      )}
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

function loadedText(span: DataSpan, ageMs: number): string {
  if (ageMs < MINUTE_MS) {
    return t('data-age.loaded-now', '{{data}}, just loaded', { data: dataAgeText(span), ...unescaped });
  }
  return t('data-age.loaded', '{{data}}, loaded {{ago}}', {
    data: dataAgeText(span),
    ago: formatAgo(ageMs),
    ...unescaped,
  });
}

function faultText({ feeds }: LiveData): string | undefined {
  switch (feeds) {
    case 'late':
      return t('data-age.late', 'A load is late');
    case 'failing':
      return t('data-age.failing', 'A load fails');
    default:
      return undefined;
  }
}

/** The time now, told anew every so often. */
function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

const getStyles = (theme: GrafanaTheme2) => ({
  age: css({
    display: 'inline-flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  fault: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.colors.warning.text,
    whiteSpace: 'nowrap',
  }),
});
