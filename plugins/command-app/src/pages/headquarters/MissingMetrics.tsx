import { unescaped, formatList } from '@branchlight/panel-kit';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { EXPECTED_TILES } from '../../metrics/catalogue';
import { type PageContext } from './page-context';

/** Which key figures this bank has no data for, so that their absence is no riddle. */
export function MissingMetrics({ context }: { context: PageContext }) {
  const styles = useStyles2(getStyles);
  if (context.missing.length === 0 || context.metrics.length >= EXPECTED_TILES) {
    return null;
  }
  return (
    <p className={styles.note}>
      <Icon name="info-circle" size="sm" aria-hidden />{' '}
      {t(
        'missing.text',
        'Not shown, as no data for them are loaded: {{titles}}. Load files with them to see them here.',
        {
          titles: formatList(context.missing.map(({ title }) => title)),
          ...unescaped,
        }
      )}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({
    margin: theme.spacing(1, 0, 0),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
