import { t, Trans } from '@grafana/i18n';
import { LinkButton } from '@grafana/ui';
import { usePageTitle } from '../shell/page-title';
import { StateMessage } from './StateMessage';

/** For an address that leads nowhere. */
export function NotFoundPage({ children }: { children?: React.ReactNode }) {
  const title = t('not-found.title', 'There is no such page');
  usePageTitle([{ text: title }]);
  return (
    <StateMessage
      icon="compass"
      title={title}
      actions={
        <LinkButton href="/">
          <Trans i18nKey="not-found.home">To the first page</Trans>
        </LinkButton>
      }
    >
      {children ?? (
        <Trans i18nKey="not-found.text">
          The address may be mistyped, or the page was moved. The navigation shows every page that there is.
        </Trans>
      )}
    </StateMessage>
  );
}
