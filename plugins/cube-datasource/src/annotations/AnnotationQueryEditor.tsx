import { type AnnotationQuery, type QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Combobox, MultiCombobox, Stack } from '@grafana/ui';
import { useCallback, useId, useMemo } from 'react';
import { type CubeDataSource } from '../datasource';
import { EditorServicesProvider } from '../editor/editor-context';
import { EditorRow } from '../editor/EditorRow';
import { FilterRows } from '../editor/FilterRows';
import { titleOf, toChosen, toOptions } from '../editor/member-options';
import { ModelGate } from '../editor/ModelGate';
import { NewerQuery } from '../editor/NewerQuery';
import { TimeRows } from '../editor/TimeRows';
import { ViewSelect } from '../editor/ViewSelect';
import { wide } from '../editor/widths';
import { type Member, type View } from '../model/model';
import { migrateQuery, QUERY_VERSION } from '../query/migrate-query';
import {
  type AnnotationFields,
  type CubeDataSourceQuery,
  type CubeJsonData,
  type CubeQuery,
  findViewName,
} from '../query/query';
import { isNewer } from '../query/stored-query';

type AnnotationQueryEditorProps = QueryEditorProps<CubeDataSource, CubeDataSourceQuery, CubeJsonData> & {
  annotation?: AnnotationQuery<CubeDataSourceQuery>;
  onAnnotationChange?: (annotation: AnnotationQuery<CubeDataSourceQuery>) => void;
};

/** Chooses which rows become marks on the dashboard's panels, and what they say. */
export function AnnotationQueryEditor(props: AnnotationQueryEditorProps) {
  const { annotation, datasource, onAnnotationChange, onChange } = props;
  const listValues = useCallback(
    (member: string, search: string) => datasource.listValues({ member, search }),
    [datasource]
  );
  const services = useMemo(() => ({ listValues }), [listValues]);
  const stored = annotation?.target ?? props.query;
  if (stored && isNewer(stored)) {
    return <NewerQuery query={stored} />;
  }
  const query = stored ? migrateQuery(stored) : emptyQuery;
  const change = (changed: CubeDataSourceQuery) =>
    annotation && onAnnotationChange ? onAnnotationChange({ ...annotation, target: changed }) : onChange(changed);
  return (
    <ModelGate datasource={datasource}>
      {(views) => (
        <EditorServicesProvider value={services}>
          <AnnotationForm views={views} query={query} onChange={change} />
        </EditorServicesProvider>
      )}
    </ModelGate>
  );
}

const emptyQuery: CubeDataSourceQuery = { refId: 'Anno', query: {}, format: 'table', version: QUERY_VERSION };
const NOTHING = '';

interface AnnotationFormProps {
  views: View[];
  query: CubeDataSourceQuery;
  onChange: (query: CubeDataSourceQuery) => void;
}

function AnnotationForm({ views, query, onChange }: AnnotationFormProps) {
  const viewId = useId();
  const tagsId = useId();
  const { annotation = {}, query: asked } = query;
  const viewName = findViewName(asked);
  const view = views.find(({ name }) => name === viewName);
  const times = view?.times ?? [];
  const members = view ? [...view.dimensions, ...view.measures] : [];
  const changeQuery = (changes: Partial<CubeQuery>) => onChange({ ...query, query: { ...asked, ...changes } });
  const changeFields = (changes: Partial<AnnotationFields>) => {
    const fields = { ...annotation, ...changes };
    onChange({ ...query, annotation: fields, query: { ...asked, ...listColumns(fields, members) } });
  };
  const chooseView = ({ times: [time], measures: [measure] }: View) => {
    const text = measure?.name;
    onChange({
      ...query,
      annotation: { ...(text !== undefined && { text }) },
      query: {
        ...(text !== undefined && { measures: [text] }),
        ...(time && { timeDimensions: [{ dimension: time.name, granularity: 'day' }] }),
      },
    });
  };
  return (
    <Stack direction="column" gap={1}>
      <EditorRow label={t('query.view.label', 'View')} htmlFor={viewId}>
        <ViewSelect id={viewId} views={views} chosen={viewName} onChange={chooseView} />
      </EditorRow>
      {view && times.length === 0 && (
        <Alert severity="warning" title={t('annotation.no-time.title', 'This view has no time')}>
          {t('annotation.no-time.text', 'A mark stands at a day: choose a view with a date.')}
        </Alert>
      )}
      {view && times.length > 0 && (
        <>
          <TimeRows
            times={times}
            chosen={asked.timeDimensions ?? []}
            onChange={(timeDimensions) => changeQuery({ timeDimensions })}
          />
          <FieldSelect
            label={t('annotation.title', 'Title')}
            members={members}
            chosen={annotation.title}
            onChange={(title) => changeFields({ title })}
          />
          <FieldSelect
            label={t('annotation.text', 'Text')}
            members={members}
            chosen={annotation.text}
            onChange={(text) => changeFields({ text })}
          />
          <EditorRow label={t('annotation.tags', 'Tags')} htmlFor={tagsId}>
            <div className={wide}>
              <MultiCombobox
                id={tagsId}
                options={toOptions(view.dimensions)}
                value={toChosen(annotation.tags ?? [], view.dimensions)}
                onChange={(tags) => changeFields({ tags: tags.map(({ value }) => value) })}
              />
            </div>
          </EditorRow>
          <FilterRows view={view} filters={asked.filters ?? []} onChange={(filters) => changeQuery({ filters })} />
        </>
      )}
    </Stack>
  );
}

interface FieldSelectProps {
  label: string;
  members: Member[];
  chosen: string | undefined;
  onChange: (name: string | undefined) => void;
}

function FieldSelect({ label, members, chosen, onChange }: FieldSelectProps) {
  const id = useId();
  return (
    <EditorRow label={label} htmlFor={id}>
      <Combobox
        id={id}
        width={32}
        options={[{ value: NOTHING, label: t('annotation.none', 'None') }, ...toOptions(members)]}
        value={chosen === undefined ? NOTHING : { value: chosen, label: titleOf(chosen, members) }}
        onChange={({ value }) => onChange(value === NOTHING ? undefined : value)}
      />
    </EditorRow>
  );
}

/** The columns that the marks need, each once. */
function listColumns({ title, text, tags = [] }: AnnotationFields, members: Member[]) {
  const names = [...new Set([title, text, ...tags].filter((name) => name !== undefined))];
  const isMeasure = (name: string) => members.some((member) => member.name === name && member.kind === 'measure');
  return { measures: names.filter(isMeasure), dimensions: names.filter((name) => !isMeasure(name)) };
}
