import { css } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { type ReactNode } from 'react';

/** Why there is nothing to see. */
export type StateKind = 'empty' | 'error' | 'forbidden';

interface StateMessageProps {
  kind: StateKind;
  /** What is the case, in a few words. */
  title: string;
  /** Why, and the next step. */
  children?: ReactNode;
  /** A button or link for the next step. */
  action?: ReactNode;
}

const icons: Record<StateKind, IconName> = { empty: 'info-circle', error: 'exclamation-circle', forbidden: 'lock' };

/** Says in place of a figure or chart why it is not there and what to do. An error is announced to screen readers. */
export function StateMessage({ kind, title, children, action }: StateMessageProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.box} role={kind === 'error' ? 'alert' : 'status'}>
      <Icon name={icons[kind]} className={kind === 'error' ? styles.error : styles.quiet} />
      <div>
        <div className={styles.title}>{title}</div>
        {children && <div className={styles.text}>{children}</div>}
        {action && <div className={styles.action}>{action}</div>}
      </div>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    box: css({ display: 'flex', gap: theme.spacing(1), alignItems: 'flex-start', overflowWrap: 'anywhere' }),
    title: css({ fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.primary }),
    text: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
    action: css({ marginTop: theme.spacing(1), position: 'relative', zIndex: 1 }),
    error: css({ color: theme.colors.error.text, flexShrink: 0, marginTop: 2 }),
    quiet: css({ color: theme.colors.text.secondary, flexShrink: 0, marginTop: 2 }),
  };
}
