import { type DataQuery } from '@grafana/schema';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import { readVersion } from '../query/stored-query';
import { unescaped } from './unescaped';

/** In place of the editor for a query that a later version of the plugin stored: changing it here would lose what is new in it. */
export function NewerQuery({ query }: { query: DataQuery }) {
  return (
    <Alert severity="warning" title={t('query.newer.title', 'This query was made by a newer version of the plugin')}>
      {t(
        'query.newer.text',
        'It has version {{version}}, which this plugin cannot read. It is kept untouched: update the plugin on this server to edit it.',
        { version: readVersion(query), ...unescaped }
      )}
    </Alert>
  );
}
