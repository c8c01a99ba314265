import { type ReactNode, useId } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface Props {
  title: string;
  /** Small text behind the title: what the section compares, or its unit. */
  note?: string;
  actions?: ReactNode;
  /** True while the content belongs to an earlier question. */
  isStale?: boolean;
  className?: string;
  children: ReactNode;
}

/** A titled part of the page; a landmark for screen readers. */
export function Section({ title, note, actions, isStale = false, className, children }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <section className={cx(styles.section, className)} aria-labelledby={id} aria-busy={isStale}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {note && <span className={styles.note}>{note}</span>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={cx(styles.body, isStale && styles.stale)}>{children}</div>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  header: css({
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    columnGap: theme.spacing(1),
    minHeight: theme.spacing(5),
    padding: theme.spacing(0.5, 2),
  }),
  title: css({
    margin: 0,
    fontSize: theme.typography.body.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    lineHeight: theme.typography.body.lineHeight,
  }),
  note: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), marginLeft: 'auto' }),
  body: css({
    flexGrow: 1,
    minWidth: 0,
    padding: theme.spacing(0, 2, 2),
    [theme.transitions.handleMotion('no-preference')]: { transition: 'opacity 150ms' },
  }),
  stale: css({ opacity: 0.5 }),
});
