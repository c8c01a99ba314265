import { t, Trans } from '@grafana/i18n';
import { LinkButton, Stack, Text } from '@grafana/ui';
import { COMMAND_CENTER_URL } from '../../constants';

/** What an administrator needs to know: where settings are, and a way to the page. */
export default function ConfigPage() {
  return (
    <Stack direction="column" gap={2} alignItems="flex-start">
      <Text element="p">
        <Trans i18nKey="config.provisioned">
          The command center is set up by files: the address of the action hub is `hubUrl` in provisioning/plugins.
          Figures and who may see them come from the datasource Branchlight Cube.
        </Trans>
      </Text>
      <LinkButton href={COMMAND_CENTER_URL} icon="dashboard">
        {t('config.open', 'Open the command center')}
      </LinkButton>
    </Stack>
  );
}
