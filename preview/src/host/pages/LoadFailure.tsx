import { t, Trans } from '@grafana/i18n';
import { isFetchError } from '@grafana/runtime';
import { Button, LinkButton } from '@grafana/ui';
import { useHost } from '../host-context';
import { NotFoundPage } from './NotFoundPage';
import { StateMessage } from './StateMessage';

interface Props {
  error: unknown;
  onRetry: () => void;
}

/** A page that could not be loaded: not there, not allowed, or failed just now. */
export function LoadFailure({ error, onRetry }: Props) {
  const { boot } = useHost();
  const status = isFetchError(error) ? error.status : undefined;
  if (status === 404) {
    return <NotFoundPage />;
  }
  if (status === 401 || status === 403) {
    return (
      <StateMessage
        icon="lock"
        title={t('forbidden.title', 'This page is not open to you')}
        actions={
          <LinkButton href="/">
            <Trans i18nKey="not-found.home">To the first page</Trans>
          </LinkButton>
        }
      >
        {t('forbidden.text', 'You look at the suite as {{name}}. Ask for access, or choose another person above.', {
          name: boot.user.name,
        })}
      </StateMessage>
    );
  }
  return (
    <StateMessage
      role="alert"
      icon="exclamation-triangle"
      title={t('failure.title', 'This page could not be loaded')}
      actions={
        <Button icon="sync" onClick={onRetry}>
          <Trans i18nKey="failure.retry">Try again</Trans>
        </Button>
      }
    >
      {readMessage(error)}
    </StateMessage>
  );
}

function readMessage(error: unknown): string {
  if (isFetchError(error)) {
    return String(error.data?.message ?? error.statusText ?? error.status);
  }
  return error instanceof Error ? error.message : String(error);
}
