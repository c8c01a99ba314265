import { Skeleton } from '@branchlight/panel-kit';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, EmptyState, LinkButton, useStyles2 } from '@grafana/ui';
import { EXPLORE_URL } from '../../constants';
import { type Obstacle } from './load-context';

/** The page's shape while the viewer and the bank are looked up. */
export function PageSkeleton() {
  const styles = useStyles2(getStyles);
  return (
    <div
      className={styles.page}
      role="status"
      aria-busy="true"
      aria-label={t('state.loading', 'Loading the command center')}
    >
      <Skeleton height={40} />
      <div className={styles.tiles}>
        {[1, 2, 3, 4, 5, 6].map((tile) => (
          <Skeleton key={tile} height={120} />
        ))}
      </div>
      <Skeleton height={320} />
    </div>
  );
}

interface Props {
  obstacle: Obstacle | undefined;
  error: string | undefined;
  onRetry: () => void;
}

/** Why there is no page, and what to do about it. */
export function PageObstacle({ obstacle, error, onRetry }: Props) {
  const styles = useStyles2(getStyles);
  const retry = <Button onClick={onRetry}>{t('state.retry', 'Try again')}</Button>;
  if (obstacle === 'no-access') {
    return (
      <div className={styles.page}>
        <EmptyState
          variant="not-found"
          hideImage
          role="alert"
          message={t('state.no-access', 'Your login may not see these figures')}
        >
          {t(
            'state.no-access-next',
            'Ask the person who looks after Branchlight to give your login a unit and a role.'
          )}
        </EmptyState>
      </div>
    );
  }
  if (obstacle === 'no-data') {
    return (
      <div className={styles.page}>
        <EmptyState
          variant="call-to-action"
          hideImage
          message={t('state.no-data', 'No data are loaded yet')}
          button={retry}
        >
          {t('state.no-data-next', 'Load the bank’s files through a mapping, then try again.')}
        </EmptyState>
      </div>
    );
  }
  if (obstacle === 'no-key-figures') {
    return (
      <div className={styles.page}>
        <EmptyState
          variant="call-to-action"
          hideImage
          message={t('state.no-key-figures', 'No key figures to show here')}
          button={
            <LinkButton href={EXPLORE_URL} icon="compass">
              {t('state.open-explore', 'Open Explore')}
            </LinkButton>
          }
        >
          {t(
            'state.no-key-figures-next',
            'No balances, customers, loans or cards are loaded for what you may see. Find what else is loaded, such as visits, campaigns or rates, in Explore.'
          )}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.page}>
      <Alert severity="error" title={t('state.failed', 'The command center could not be loaded')}>
        <p>{error}</p>
        <p>{t('state.failed-next', 'Nothing is lost. If it stays like this, check that the semantic layer runs.')}</p>
        {retry}
      </Alert>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    padding: theme.spacing(2),
    width: '100%',
  }),
  tiles: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))',
    gap: theme.spacing(1),
  }),
});
