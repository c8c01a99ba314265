import { t, Trans } from '@grafana/i18n';
import { Alert, Button, LoadingPlaceholder } from '@grafana/ui';
import { type ReactNode } from 'react';
import { type CubeDataSource } from '../datasource';
import { type View } from '../model/model';
import { type ModelError } from '../model/model-error';
import { useViews } from './use-views';

interface ModelGateProps {
  datasource: CubeDataSource;
  children: (views: View[]) => ReactNode;
}

/** Draws what needs the views when they are there; until then that they load, or why they cannot be had. */
export function ModelGate({ datasource, children }: ModelGateProps) {
  const { state, retry } = useViews(datasource);
  switch (state.status) {
    case 'loading':
      return <LoadingPlaceholder text={t('query.state.loading', 'Loading what you may ask')} />;
    case 'failed':
      return <ModelFailure error={state.error} onRetry={retry} />;
    case 'ready':
      return state.views.length === 0 ? (
        <ModelFailure error={{ kind: 'forbidden', message: '' }} onRetry={retry} />
      ) : (
        children(state.views)
      );
  }
}

function ModelFailure({ error, onRetry }: { error: ModelError; onRetry: () => void }) {
  const isForbidden = error.kind === 'forbidden';
  return (
    <Alert
      severity={isForbidden ? 'warning' : 'error'}
      title={
        isForbidden
          ? t('query.state.forbidden', 'No part of the semantic layer is open to you')
          : t('query.state.failed', 'The semantic layer could not be read')
      }
    >
      <p>
        {isForbidden ? (
          <Trans i18nKey="query.state.forbidden-help">
            Ask whoever keeps the organisation’s data to give your login a role and a unit. The panel’s query is kept.
          </Trans>
        ) : (
          <Trans i18nKey="query.state.failed-help">
            Try again; if it keeps failing, use “Save & test” in the datasource’s settings. The panel’s query is kept.
          </Trans>
        )}
      </p>
      {error.message && <p>{error.message}</p>}
      <Button size="sm" variant="secondary" onClick={onRetry}>
        {t('query.state.retry', 'Try again')}
      </Button>
    </Alert>
  );
}
