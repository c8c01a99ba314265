import { t } from '@grafana/i18n';
import { Button, Field, Stack, Text } from '@grafana/ui';
import { type View } from '../model/model';
import { type Filter, isMemberFilter, type MemberFilter } from '../query/query';
import { FilterRow } from './FilterRow';
import { unescaped } from './unescaped';

interface FilterRowsProps {
  view: View;
  filters: Filter[];
  onChange: (filters: Filter[]) => void;
}

/** All filters must hold. Grouped filters (and/or) of a hand-written query are kept but not edited here. */
export function FilterRows({ view, filters, onChange }: FilterRowsProps) {
  const members = [...view.dimensions, ...view.measures];
  const grouped = filters.filter((filter) => !isMemberFilter(filter)).length;
  const replace = (index: number, changed: MemberFilter[]) => onChange(filters.toSpliced(index, 1, ...changed));
  const first = members[0];
  return (
    <Field noMargin label={t('query.filters.label', 'Filters')}>
      <Stack direction="column" gap={0.5} alignItems="flex-start">
        {filters.map(
          (filter, index) =>
            isMemberFilter(filter) && (
              <FilterRow
                key={index}
                members={members}
                filter={filter}
                onChange={(changed) => replace(index, [changed])}
                onRemove={() => replace(index, [])}
              />
            )
        )}
        {grouped > 0 && (
          <Text color="secondary" variant="bodySmall">
            {t('query.filters.grouped', '{{number}} grouped filters are kept as they are', {
              number: grouped,
              ...unescaped,
            })}
          </Text>
        )}
        {first && (
          <Button
            size="sm"
            variant="secondary"
            icon="plus"
            onClick={() => onChange([...filters, { member: first.name, operator: 'equals', values: [] }])}
          >
            {t('query.filters.add', 'Add filter')}
          </Button>
        )}
      </Stack>
    </Field>
  );
}
