import { Fragment } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { type Scope } from '../../../queries/scope';
import { type TrailStep } from '../selection';

interface Props {
  trail: TrailStep[];
  onGo: (scope: Scope) => void;
}

/** Bank > region > outlet: where the page is, and the way up as far as the viewer may go. */
export function ScopeTrail({ trail, onGo }: Props) {
  const styles = useStyles2(getStyles);
  const last = trail.length - 1;
  return (
    <nav aria-label={t('scope.label', 'Scope')} className={styles.trail}>
      {trail.map(({ level, name, target }, index) => (
        <Fragment key={level}>
          {index > 0 && <Icon name="angle-right" aria-hidden className={styles.divider} />}
          {index === last ? (
            <h1 className={styles.current} aria-current="page">
              {name}
            </h1>
          ) : target ? (
            <button type="button" className={styles.link} onClick={() => onGo(target)}>
              {name}
            </button>
          ) : (
            <span className={styles.above}>{name}</span>
          )}
        </Fragment>
      ))}
    </nav>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  trail: css({ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: theme.spacing(0.5), minWidth: 0 }),
  current: css({ margin: 0, fontSize: theme.typography.h3.fontSize, lineHeight: theme.typography.h3.lineHeight }),
  link: css({
    minHeight: theme.spacing(4),
    padding: 0,
    border: 'none',
    background: 'none',
    fontSize: theme.typography.h4.fontSize,
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
  }),
  above: css({ fontSize: theme.typography.h4.fontSize, color: theme.colors.text.secondary }),
  divider: css({ color: theme.colors.text.secondary }),
});
