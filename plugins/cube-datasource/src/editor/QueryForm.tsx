import { t } from '@grafana/i18n';
import { Alert, Combobox, Field, RadioButtonGroup, Stack } from '@grafana/ui';
import { useId } from 'react';
import { listUnknown, type View } from '../model/model';
import { changeView } from '../query/change-view';
import {
  type CubeDataSourceQuery,
  type CubeQuery,
  findViewName,
  isMemberFilter,
  type ResultFormat,
} from '../query/query';
import { describeMissing } from './member-options';
import { FilterRows } from './FilterRows';
import { MemberSelect } from './MemberSelect';
import { SortAndLimit } from './SortAndLimit';
import { TimeSelect } from './TimeSelect';
import { unescaped } from './unescaped';

interface QueryFormProps {
  /** At least one. */
  views: View[];
  query: CubeDataSourceQuery;
  onChange: (query: CubeDataSourceQuery) => void;
}

export function QueryForm({ views, query, onChange }: QueryFormProps) {
  const viewId = useId();
  const asked = query.query;
  const viewName = findViewName(asked);
  const view = views.find(({ name }) => name === viewName);
  const change = (changes: Partial<CubeQuery>) => onChange({ ...query, query: { ...asked, ...changes } });
  return (
    <Stack direction="column" gap={1}>
      <Stack direction="row" gap={2} wrap="wrap">
        <Field noMargin label={t('query.view.label', 'View')} htmlFor={viewId}>
          <Combobox
            id={viewId}
            width={32}
            placeholder={t('query.view.placeholder', 'Choose what to ask about')}
            options={views.map(({ name, title, description }) => ({ value: name, label: title, description }))}
            value={viewName === undefined ? null : { value: viewName, label: view?.title ?? describeMissing(viewName) }}
            onChange={({ value }) => {
              const chosen = views.find(({ name }) => name === value);
              if (chosen) {
                onChange({ ...query, query: changeView(asked, chosen) });
              }
            }}
          />
        </Field>
        <Field noMargin label={t('query.format.label', 'Format')}>
          <RadioButtonGroup<ResultFormat>
            aria-label={t('query.format.label', 'Format')}
            value={query.format}
            options={[
              { value: 'table', label: t('query.format.table', 'Table') },
              { value: 'timeseries', label: t('query.format.time-series', 'Time series') },
            ]}
            onChange={(format) => onChange({ ...query, format })}
          />
        </Field>
      </Stack>
      {viewName !== undefined && !view && <MissingView name={viewName} />}
      {view && <ViewForm view={view} query={asked} onChange={change} />}
    </Stack>
  );
}

function ViewForm({
  view,
  query,
  onChange,
}: {
  view: View;
  query: CubeQuery;
  onChange: (changes: Partial<CubeQuery>) => void;
}) {
  const { measures = [], dimensions = [], timeDimensions = [], filters = [] } = query;
  const unknown = listUnknown(view, [
    ...measures,
    ...dimensions,
    ...timeDimensions.map(({ dimension }) => dimension),
    ...filters.filter(isMemberFilter).map(({ member }) => member),
  ]);
  return (
    <>
      <Stack direction="row" gap={2} wrap="wrap">
        <MemberSelect
          label={t('query.measures.label', 'Measures')}
          placeholder={t('query.measures.placeholder', 'What to count or add up')}
          members={view.measures}
          chosen={measures}
          onChange={(names) => onChange({ measures: names })}
        />
        <MemberSelect
          label={t('query.dimensions.label', 'Group by')}
          placeholder={t('query.dimensions.placeholder', 'One row in all')}
          members={view.dimensions}
          chosen={dimensions}
          onChange={(names) => onChange({ dimensions: names })}
        />
        <TimeSelect
          times={view.times}
          chosen={timeDimensions}
          onChange={(times) => onChange({ timeDimensions: times })}
        />
      </Stack>
      {unknown.length > 0 && (
        <Alert severity="warning" title={t('query.unknown.title', 'Some of what this query asks is not available')}>
          {t(
            'query.unknown.text',
            '{{names}}: no longer in this view, or not open to you. The query keeps them; take them out to get an answer.',
            { names: [...new Set(unknown)].join(', '), ...unescaped }
          )}
        </Alert>
      )}
      <FilterRows view={view} filters={filters} onChange={(changed) => onChange({ filters: changed })} />
      <SortAndLimit view={view} query={query} onChange={onChange} />
    </>
  );
}

function MissingView({ name }: { name: string }) {
  return (
    <Alert severity="warning" title={t('query.missing-view.title', 'This view is not available')}>
      {t(
        'query.missing-view.text',
        'The query asks “{{name}}”, which is gone or not open to you. It is kept as it is; choose another view to change it.',
        { name, ...unescaped }
      )}
    </Alert>
  );
}
