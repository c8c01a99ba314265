import { t } from '@grafana/i18n';
import { type View } from '../model/model';
import { type Filter, isMemberFilter } from '../query/query';
import { EditorRow } from './EditorRow';
import { FilterGroup } from './FilterGroup';

interface FilterRowsProps {
  view: View;
  filters: Filter[];
  onChange: (filters: Filter[]) => void;
}

/** Conditions of a query, in groups of any depth. Cube's list must hold as a whole; a single group in it is the list. */
export function FilterRows({ view, filters, onChange }: FilterRowsProps) {
  const [first] = filters;
  const isOr = first !== undefined && filters.length === 1 && !isMemberFilter(first) && 'or' in first;
  const parts = isOr ? first.or : filters;
  return (
    <EditorRow label={t('query.filters.label', 'Filters')}>
      <FilterGroup
        members={[...view.dimensions, ...view.measures]}
        times={view.times}
        joint={isOr ? 'or' : 'and'}
        parts={parts}
        onChange={(joint, changed) => onChange(joint === 'or' && changed.length > 0 ? [{ or: changed }] : changed)}
      />
    </EditorRow>
  );
}
