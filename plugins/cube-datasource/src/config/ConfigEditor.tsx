import { type DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Alert, Field, Input, SecretInput } from '@grafana/ui';
import { useId } from 'react';
import { type CubeJsonData, type CubeSecureJsonData } from '../query/query';
import { checkCubeUrl } from './check-cube-url';
import { HealthSteps } from './HealthSteps';
import { isNewerOptions, migrateOptions } from './migrate-options';

type ConfigEditorProps = DataSourcePluginOptionsEditorProps<CubeJsonData, CubeSecureJsonData>;

const exampleUrl = 'http://cube:4000/cubejs-api';

/** Address and secret of Cube's API. Grafana's own "Save & test" below it asks the backend whether both work. */
export function ConfigEditor({ options: stored, onOptionsChange }: ConfigEditorProps) {
  const urlId = useId();
  const secretId = useId();
  const options = migrateOptions(stored);
  const { jsonData, secureJsonData, secureJsonFields } = options;
  if (isNewerOptions(jsonData)) {
    return (
      <Alert severity="warning" title={t('config.newer.title', 'A newer version of the plugin wrote these settings')}>
        <Trans i18nKey="config.newer.text">
          They are kept untouched. Update the plugin on this server to change them.
        </Trans>
      </Alert>
    );
  }
  const problem = checkCubeUrl(jsonData.cubeApiUrl);
  const changeSecret = (cubeApiSecret: string) =>
    onOptionsChange({
      ...options,
      secureJsonFields: { ...secureJsonFields, cubeApiSecret: false },
      secureJsonData: { ...secureJsonData, cubeApiSecret },
    });
  return (
    <>
      <Field
        label={t('config.url.label', 'Cube API URL')}
        description={t('config.url.description', 'Address of the semantic layer as Grafana’s server reaches it')}
        invalid={problem !== undefined}
        error={problem}
        required
      >
        <Input
          id={urlId}
          width={60}
          value={jsonData.cubeApiUrl ?? ''}
          placeholder={exampleUrl}
          onChange={({ currentTarget }) =>
            onOptionsChange({ ...options, jsonData: { ...jsonData, cubeApiUrl: currentTarget.value.trim() } })
          }
        />
      </Field>
      <Field
        label={t('config.secret.label', 'Cube API secret')}
        description={t('config.secret.description', 'The CUBEJS_API_SECRET that Cube checks tokens with')}
        required
      >
        <SecretInput
          id={secretId}
          width={60}
          isConfigured={secureJsonFields?.cubeApiSecret ?? false}
          value={secureJsonData?.cubeApiSecret ?? ''}
          onChange={({ currentTarget }) => changeSecret(currentTarget.value)}
          onReset={() => changeSecret('')}
        />
      </Field>
      {stored.uid && <HealthSteps uid={stored.uid} />}
      <Alert severity="info" title={t('config.check.title', 'What “Save & test” checks')}>
        <Trans i18nKey="config.check.text">
          The plugin’s backend signs a token in your own name and asks Cube what you may see. It fails when the address
          does not answer, when the secret is not Cube’s, or when your login is not known to the bank. Every panel asks
          in the name of the person who looks at it, so two people may see different figures.
        </Trans>
      </Alert>
    </>
  );
}
