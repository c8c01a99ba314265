import { type QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, Stack } from '@grafana/ui';
import { useCallback, useId, useMemo } from 'react';
import { type CubeDataSource } from '../datasource';
import { EditorServicesProvider } from '../editor/editor-context';
import { EditorRow } from '../editor/EditorRow';
import { FilterRows } from '../editor/FilterRows';
import { titleOf, toOptions } from '../editor/member-options';
import { ModelGate } from '../editor/ModelGate';
import { NewerQuery } from '../editor/NewerQuery';
import { ViewSelect } from '../editor/ViewSelect';
import { type View } from '../model/model';
import { type CubeDataSourceQuery, type CubeJsonData, type CubeQuery, findViewName } from '../query/query';
import { isNewer } from '../query/stored-query';
import { type CubeVariableQuery, readVariableQuery } from './variable-query';

type VariableQueryEditorProps = QueryEditorProps<CubeDataSource, CubeDataSourceQuery, CubeJsonData, CubeVariableQuery>;

/** Chooses the dimension whose values a dashboard variable offers, and what people read instead of it. */
export function VariableQueryEditor({ datasource, query: stored, onChange, onRunQuery }: VariableQueryEditorProps) {
  const listValues = useCallback(
    (member: string, search: string) => datasource.listValues({ member, search }),
    [datasource]
  );
  const services = useMemo(() => ({ listValues }), [listValues]);
  if (typeof stored === 'object' && isNewer(stored)) {
    return <NewerQuery query={stored} />;
  }
  const query = readVariableQuery(stored);
  const change = (changes: Partial<CubeQuery>) => {
    onChange({ ...query, query: { ...query.query, ...changes } });
    onRunQuery();
  };
  return (
    <ModelGate datasource={datasource}>
      {(views) => (
        <EditorServicesProvider value={services}>
          <VariableForm views={views} query={query.query} onChange={change} />
        </EditorServicesProvider>
      )}
    </ModelGate>
  );
}

interface VariableFormProps {
  views: View[];
  query: CubeQuery;
  onChange: (changes: Partial<CubeQuery>) => void;
}

const NO_LABEL = '';

function VariableForm({ views, query, onChange }: VariableFormProps) {
  const viewId = useId();
  const valueId = useId();
  const labelId = useId();
  const { dimensions = [], filters = [] } = query;
  const viewName = findViewName(query);
  const view = views.find(({ name }) => name === viewName);
  const [value, label] = dimensions;
  return (
    <Stack direction="column" gap={1}>
      <EditorRow label={t('query.view.label', 'View')} htmlFor={viewId}>
        <ViewSelect
          id={viewId}
          views={views}
          chosen={viewName}
          onChange={({ dimensions: [first] }) =>
            first && onChange({ dimensions: [first.name], filters: [], order: undefined })
          }
        />
      </EditorRow>
      {view && (
        <>
          <EditorRow label={t('variable.value', 'Values')} htmlFor={valueId}>
            <Combobox
              id={valueId}
              width={32}
              options={toOptions(view.dimensions)}
              value={value === undefined ? null : { value, label: titleOf(value, view.dimensions) }}
              onChange={(chosen) => onChange({ dimensions: [chosen.value, ...(label === undefined ? [] : [label])] })}
            />
          </EditorRow>
          <EditorRow label={t('variable.label', 'Shown as')} htmlFor={labelId}>
            <Combobox
              id={labelId}
              width={32}
              options={[
                { value: NO_LABEL, label: t('variable.same', 'The value itself') },
                ...toOptions(view.dimensions.filter(({ name }) => name !== value)),
              ]}
              value={label === undefined ? NO_LABEL : { value: label, label: titleOf(label, view.dimensions) }}
              onChange={(chosen) =>
                value !== undefined &&
                onChange({ dimensions: chosen.value === NO_LABEL ? [value] : [value, chosen.value] })
              }
            />
          </EditorRow>
          <FilterRows view={view} filters={filters} onChange={(changed) => onChange({ filters: changed })} />
        </>
      )}
    </Stack>
  );
}
