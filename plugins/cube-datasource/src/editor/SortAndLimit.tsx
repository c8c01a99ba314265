import { t } from '@grafana/i18n';
import { Combobox, Field, Input, RadioButtonGroup, Stack } from '@grafana/ui';
import { useId } from 'react';
import { type View } from '../model/model';
import { type CubeQuery, listSortOrder, type SortDirection } from '../query/query';
import { toChosen } from './member-options';

interface SortAndLimitProps {
  view: View;
  query: CubeQuery;
  onChange: (changes: Partial<CubeQuery>) => void;
}

const UNSORTED = '';

/** By which column rows are sorted, and how many come back. Further sort columns are kept. */
export function SortAndLimit({ view, query, onChange }: SortAndLimitProps) {
  const sortId = useId();
  const limitId = useId();
  const { measures = [], dimensions = [], timeDimensions = [] } = query;
  const [first, ...others] = listSortOrder(query.order);
  const members = [...view.measures, ...view.dimensions, ...view.times];
  const columns = [...measures, ...dimensions, ...timeDimensions.map(({ dimension }) => dimension)];
  const changeColumn = (name: string) =>
    onChange({ order: name === UNSORTED ? [] : [[name, first?.[1] ?? 'desc'], ...others] });
  return (
    <Stack direction="row" gap={2} wrap="wrap">
      <Field noMargin label={t('query.sort.label', 'Sort by')} htmlFor={sortId}>
        <Combobox
          id={sortId}
          width={28}
          options={[{ value: UNSORTED, label: t('query.sort.none', 'As it comes') }, ...toChosen(columns, members)]}
          value={first ? (toChosen([first[0]], members)[0] ?? null) : UNSORTED}
          onChange={({ value }) => changeColumn(value)}
        />
      </Field>
      {first && (
        <Field noMargin label={t('query.sort.direction', 'Direction')}>
          <RadioButtonGroup<SortDirection>
            aria-label={t('query.sort.direction', 'Direction')}
            value={first[1]}
            options={[
              { value: 'desc', label: t('query.sort.desc', 'Largest first') },
              { value: 'asc', label: t('query.sort.asc', 'Smallest first') },
            ]}
            onChange={(direction) => onChange({ order: [[first[0], direction], ...others] })}
          />
        </Field>
      )}
      <Field noMargin label={t('query.limit.label', 'Rows at most')} htmlFor={limitId}>
        <Input
          id={limitId}
          width={14}
          type="number"
          min={1}
          defaultValue={query.limit ?? ''}
          placeholder={t('query.limit.none', 'All')}
          onBlur={({ currentTarget }) => {
            const limit = readLimit(currentTarget.value);
            if (limit !== query.limit) {
              onChange({ limit });
            }
          }}
        />
      </Field>
    </Stack>
  );
}

function readLimit(text: string): number | undefined {
  const limit = Math.floor(Number(text));
  return text !== '' && limit >= 1 ? limit : undefined;
}
