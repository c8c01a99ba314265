import { css } from '@emotion/css';
import { type ReactNode } from 'react';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

interface Props {
  icon: IconName;
  title: string;
  /** Why, and what to do. */
  children?: ReactNode;
  actions?: ReactNode;
  /** `alert` for what went wrong just now. */
  role?: 'alert' | 'status';
}

/** A page or area that has nothing to show, and says why. */
export function StateMessage({ icon, title, children, actions, role }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.box} role={role}>
      <span className={styles.icon}>
        <Icon name={icon} size="xxl" />
      </span>
      <h1 className={styles.title}>{title}</h1>
      {children && <div className={styles.text}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: theme.spacing(1),
    maxWidth: 560,
    margin: '12vh auto 0',
    padding: theme.spacing(2),
    textAlign: 'center',
  }),
  icon: css({ color: theme.colors.text.disabled }),
  title: css({ margin: 0, fontSize: theme.typography.h3.fontSize }),
  text: css({ color: theme.colors.text.secondary }),
  actions: css({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    gap: theme.spacing(1),
    marginTop: theme.spacing(2),
  }),
});
