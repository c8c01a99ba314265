import { unescaped } from '@branchlight/panel-kit';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { IconButton, useStyles2 } from '@grafana/ui';
import { type Scope } from '../../../queries/scope';
import { type TrailStep } from '../selection';

interface Props {
  trail: TrailStep[];
  onGo: (scope: Scope) => void;
}

/** One step up, for narrow screens, where the trail is out of the thumb's reach. */
export function UpButton({ trail, onGo }: Props) {
  const styles = useStyles2(getStyles);
  const parent = trail[trail.length - 2];
  const target = parent?.target;
  if (!parent || !target) {
    return null;
  }
  return (
    <span className={styles.narrow}>
      <IconButton
        name="arrow-up"
        size="xl"
        aria-label={t('scope.up', 'Up to {{name}}', { name: parent.name, ...unescaped })}
        onClick={() => onGo(target)}
      />
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  narrow: css({ [theme.breakpoints.up('sm')]: { display: 'none' } }),
});
