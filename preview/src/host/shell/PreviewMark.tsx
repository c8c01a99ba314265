import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Toggletip, useStyles2 } from '@grafana/ui';

/** Says on every page that this is not Grafana, and what that means. */
export function PreviewMark() {
  const styles = useStyles2(getStyles);
  return (
    <Toggletip
      placement="bottom"
      title={t('mark.title', 'This is the preview, not Grafana')}
      content={
        <div className={styles.text}>
          <p>
            <Trans i18nKey="mark.same">
              Plugins, dashboards and data are the very same that a Grafana server loads, drawn here without one.
            </Trans>
          </p>
          <p>
            <Trans i18nKey="mark.missing">
              Signing in, editing dashboards, alerting and sharing belong to Grafana and are not part of it. Panels
              marked “Approximation” stand in for Grafana&apos;s own.
            </Trans>
          </p>
        </div>
      }
    >
      <button type="button" className={styles.mark}>
        <Trans i18nKey="mark.label">Preview, not Grafana</Trans>
      </button>
    </Toggletip>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  mark: css({
    flexShrink: 0,
    padding: theme.spacing(0.25, 1),
    minHeight: theme.spacing(3),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.pill,
    background: 'transparent',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
    '&:hover': { color: theme.colors.text.primary, background: theme.colors.action.hover },
  }),
  text: css({ maxWidth: 320, '& p:last-child': { margin: 0 } }),
});
