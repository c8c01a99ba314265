import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { type PropsWithChildren } from 'react';

interface EditorRowProps {
  label: string;
  /** The control that the label names; without it the row is a group of that name. */
  htmlFor?: string;
}

/** One line of the editor: what it is about on the left, its controls beside it; below it where the page is narrow. */
export function EditorRow({ label, htmlFor, children }: PropsWithChildren<EditorRowProps>) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.row} {...(!htmlFor && { role: 'group', 'aria-label': label })}>
      {htmlFor ? (
        <label className={styles.label} htmlFor={htmlFor}>
          {label}
        </label>
      ) : (
        <span className={styles.label} aria-hidden>
          {label}
        </span>
      )}
      <div className={styles.controls}>{children}</div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'grid',
    gridTemplateColumns: `${theme.spacing(13)} minmax(0, 1fr)`,
    columnGap: theme.spacing(1),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  label: css({
    paddingTop: theme.spacing(0.75),
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    color: theme.colors.text.secondary,
    [theme.breakpoints.down('sm')]: { paddingTop: 0 },
  }),
  controls: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(0.5, 1),
    minWidth: 0,
  }),
});
