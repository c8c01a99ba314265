import { css } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { formatChange, formatDifference, type Change, type Tone } from '../figures/change';
import { type FigureUnit } from '../figures/unit';
import { visuallyHidden } from '../states/visually-hidden';

interface ChangeMarkProps {
  change: Change;
  unit: FigureUnit;
  /** What it is compared with, `vs. March 1998`. */
  comparedLabel?: string;
  locale?: string;
}

const arrows: Record<Change['trend'], IconName> = { up: 'arrow-up', down: 'arrow-down', flat: 'minus' };

/** Sign, arrow and word say what happened; the colour only repeats it. The difference itself is in the tooltip. */
export function ChangeMark({ change, unit, comparedLabel, locale }: ChangeMarkProps) {
  const styles = useStyles2(getStyles);
  const judgement = describeTone(change.tone);
  return (
    <span className={styles.line} title={formatDifference(change, unit, { locale })}>
      <span className={styles[change.tone]}>
        <Icon name={arrows[change.trend]} size="sm" aria-hidden />
        {formatChange(change, unit, { locale })}
      </span>
      {judgement && <span className={visuallyHidden}>{judgement}</span>}
      {comparedLabel && <span className={styles.label}>{comparedLabel}</span>}
    </span>
  );
}

function describeTone(tone: Tone): string {
  switch (tone) {
    case 'good':
      return t('panel-kit.change.better', 'better');
    case 'bad':
      return t('panel-kit.change.worse', 'worse');
    case 'neutral':
      return '';
  }
}

function getStyles(theme: GrafanaTheme2) {
  const amount = {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 2,
    whiteSpace: 'nowrap',
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: 'tabular-nums',
  } as const;
  return {
    line: css({
      display: 'inline-flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: theme.spacing(0.75),
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    good: css({ ...amount, color: theme.colors.success.text }),
    bad: css({ ...amount, color: theme.colors.warning.text }),
    neutral: css({ ...amount, color: theme.colors.text.secondary }),
    label: css({ color: theme.colors.text.secondary }),
  };
}
