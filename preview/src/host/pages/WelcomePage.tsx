import { t, Trans } from '@grafana/i18n';
import { usePageTitle } from '../shell/page-title';
import { StateMessage } from './StateMessage';

/** When neither an app nor a dashboard is there to open. */
export function WelcomePage() {
  const title = t('welcome.title', 'No pages yet');
  usePageTitle([{ text: title }]);
  return (
    <StateMessage icon="apps" title={title}>
      <Trans i18nKey="welcome.text">
        No app is built and no dashboard is provisioned. Run “npm run plugin:build”, then load this page again.
      </Trans>
    </StateMessage>
  );
}
