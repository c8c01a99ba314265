import { getDefaultTimeRange, type QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import { useCallback, useMemo, useState } from 'react';
import { type CubeDataSource } from '../datasource';
import { isPeerQuery, migrateQuery } from '../query/migrate-query';
import { type CubeDataSourceQuery, type CubeJsonData } from '../query/query';
import { isNewer } from '../query/stored-query';
import { SqlPreview } from '../sql/SqlPreview';
import { EditorServicesProvider } from './editor-context';
import { ModelGate } from './ModelGate';
import { NewerQuery } from './NewerQuery';
import { QueryForm } from './QueryForm';

export type CubeQueryEditorProps = QueryEditorProps<CubeDataSource, CubeDataSourceQuery, CubeJsonData>;

const dayMs = 86_400_000;

/** Chooses what to ask of the semantic layer, in the words of the business. */
export function QueryEditor({ data, datasource, query: stored, onChange, onRunQuery, range }: CubeQueryEditorProps) {
  const [isSqlShown, setIsSqlShown] = useState(false);
  const [isFromPeer] = useState(() => isPeerQuery(stored));
  const { intervalMs } = data?.request ?? {};
  const [defaultRange] = useState(getDefaultTimeRange);
  const { from, to } = range ?? defaultRange;
  const listValues = useCallback(
    (member: string, search: string) => datasource.listValues({ member, search }),
    [datasource]
  );
  const services = useMemo(() => ({ listValues, intervalMs }), [listValues, intervalMs]);
  if (isNewer(stored)) {
    return <NewerQuery query={stored} />;
  }
  const query = migrateQuery(stored);
  const canShowSql = datasource.filterQuery(query);
  return (
    <ModelGate datasource={datasource}>
      {(views) => (
        <EditorServicesProvider value={services}>
          <Stack direction="column" gap={1}>
            {isFromPeer && (
              <Alert severity="info" title={t('query.peer.title', 'This query was made with another Cube datasource')}>
                {t(
                  'query.peer.text',
                  'It was read as it stands. Check that its view and members exist here: this datasource asks views, in the name of the person who looks.'
                )}
              </Alert>
            )}
            <QueryForm
              views={views}
              query={query}
              onChange={(changed) => {
                onChange(changed);
                if (
                  datasource.filterQuery(changed) &&
                  JSON.stringify(changed.query) + changed.format !== JSON.stringify(query.query) + query.format
                ) {
                  onRunQuery();
                }
              }}
            />
            <div>
              <Button
                size="sm"
                variant="secondary"
                fill="text"
                icon={isSqlShown ? 'angle-down' : 'angle-right'}
                aria-expanded={isSqlShown}
                disabled={!canShowSql}
                onClick={() => setIsSqlShown(!isSqlShown)}
              >
                {t('sql.toggle', 'SQL of this query')}
              </Button>
            </div>
            {isSqlShown && canShowSql && (
              <SqlPreview
                datasource={datasource}
                query={query}
                scopedVars={data?.request?.scopedVars}
                time={{ from: from.valueOf(), to: to.valueOf(), intervalMs: intervalMs ?? dayMs }}
              />
            )}
          </Stack>
        </EditorServicesProvider>
      )}
    </ModelGate>
  );
}
