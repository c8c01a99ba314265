import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import { listUnknown, type View } from '../model/model';
import { type CubeQuery, type Filter, isMemberFilter, listSortOrder } from '../query/query';
import { DrillRow } from './DrillRow';
import { FilterRows } from './FilterRows';
import { LimitRow } from './LimitRow';
import { MemberSelect } from './MemberSelect';
import { SortRows } from './SortRows';
import { TimeRows } from './TimeRows';
import { unescaped } from './unescaped';

interface ViewFormProps {
  view: View;
  query: CubeQuery;
  onChange: (changes: Partial<CubeQuery>) => void;
}

/** What to ask of one view. */
export function ViewForm({ view, query, onChange }: ViewFormProps) {
  const { measures = [], dimensions = [], timeDimensions = [], filters = [], segments = [] } = query;
  const unknown = listUnknown(view, [
    ...measures,
    ...dimensions,
    ...timeDimensions.map(({ dimension }) => dimension),
    ...listFilterMembers(filters),
    ...segments,
  ]);
  /** Rows cannot be sorted by a column that goes; Cube would leave it out without a word. */
  const changeColumns = (changes: Partial<CubeQuery>) => {
    const next = { ...query, ...changes };
    const columns = [
      ...(next.measures ?? []),
      ...(next.dimensions ?? []),
      ...(next.timeDimensions ?? []).map(({ dimension }) => dimension),
    ];
    const order = listSortOrder(query.order);
    const kept = order.filter(([name]) => name.includes('$') || columns.some((column) => name.startsWith(column)));
    onChange({ ...changes, ...(kept.length < order.length && { order: kept }) });
  };
  return (
    <>
      <MemberSelect
        label={t('query.measures.label', 'Measures')}
        placeholder={t('query.measures.placeholder', 'What to count or add up')}
        members={view.measures}
        chosen={measures}
        onChange={(names) => changeColumns({ measures: names })}
      />
      <MemberSelect
        label={t('query.dimensions.label', 'Group by')}
        placeholder={t('query.dimensions.placeholder', 'One row in all')}
        members={view.dimensions}
        chosen={dimensions}
        onChange={(names) => changeColumns({ dimensions: names })}
      />
      <DrillRow view={view} query={query} onChange={(names) => changeColumns({ dimensions: names })} />
      {(view.times.length > 0 || timeDimensions.length > 0) && (
        <TimeRows
          times={view.times}
          chosen={timeDimensions}
          onChange={(times) => changeColumns({ timeDimensions: times })}
        />
      )}
      {unknown.length > 0 && (
        <Alert severity="warning" title={t('query.unknown.title', 'Some of what this query asks is not available')}>
          {t(
            'query.unknown.text',
            '{{names}}: no longer in this view, or not open to you. The query keeps them; take them out to get an answer.',
            { names: [...new Set(unknown)].join(', '), ...unescaped }
          )}
        </Alert>
      )}
      {(view.segments.length > 0 || segments.length > 0) && (
        <MemberSelect
          label={t('query.segments.label', 'Segments')}
          placeholder={t('query.segments.placeholder', 'Everybody')}
          members={view.segments.map((segment) => ({
            ...segment,
            description: '',
            kind: 'dimension',
            type: '',
            meta: {},
            drillMembers: [],
          }))}
          chosen={segments}
          onChange={(names) => onChange({ segments: names })}
        />
      )}
      <FilterRows view={view} filters={filters} onChange={(changed) => onChange({ filters: changed })} />
      <SortRows view={view} query={query} onChange={(order) => onChange({ order })} />
      <LimitRow key={query.limit} query={query} onChange={(limit) => onChange({ limit })} />
    </>
  );
}

function listFilterMembers(filters: Filter[]): string[] {
  return filters.flatMap((filter) =>
    isMemberFilter(filter) ? [filter.member] : listFilterMembers('and' in filter ? filter.and : filter.or)
  );
}
