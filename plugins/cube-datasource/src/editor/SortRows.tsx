import { t } from '@grafana/i18n';
import { Button, Combobox, IconButton, RadioButtonGroup, Stack } from '@grafana/ui';
import { useId } from 'react';
import { type View } from '../model/model';
import { type CubeQuery, listSortOrder, type SortDirection, type SortOrder } from '../query/query';
import { EditorRow } from './EditorRow';
import { HiddenLabel } from './HiddenLabel';
import { titleOf, toChosen } from './member-options';
import { unescaped } from './unescaped';

interface SortRowsProps {
  view: View;
  query: CubeQuery;
  onChange: (order: SortOrder) => void;
}

/** By which columns rows are sorted, the first one first. Only columns of the answer: Cube drops others silently. */
export function SortRows({ view, query, onChange }: SortRowsProps) {
  const label = useId();
  const order = listSortOrder(query.order);
  const { measures = [], dimensions = [], timeDimensions = [] } = query;
  const members = [...view.measures, ...view.dimensions, ...view.times];
  const columns = [
    ...measures,
    ...dimensions,
    ...timeDimensions.filter(({ granularity }) => granularity).map(({ dimension }) => dimension),
  ];
  const free = columns.filter((name) => !order.some(([member]) => member === name));
  const [next] = free;
  return (
    <EditorRow label={t('query.sort.label', 'Sort by')}>
      <HiddenLabel id={label} text={t('query.sort.column', 'Sort column')} />
      <Stack direction="column" gap={0.5} alignItems="flex-start">
        {order.map(([name, direction], index) => (
          <Stack key={name} direction="row" gap={0.5} alignItems="center" wrap="wrap">
            <Combobox
              aria-labelledby={label}
              width={26}
              options={toChosen([name, ...free], members)}
              value={{ value: name, label: titleOf(name, members) }}
              onChange={({ value }) => onChange(order.toSpliced(index, 1, [value, direction]))}
            />
            <RadioButtonGroup<SortDirection>
              aria-label={t('query.sort.direction', 'Direction')}
              value={direction}
              options={[
                { value: 'desc', label: t('query.sort.desc', 'Largest first') },
                { value: 'asc', label: t('query.sort.asc', 'Smallest first') },
              ]}
              onChange={(chosen) => onChange(order.toSpliced(index, 1, [name, chosen]))}
            />
            <IconButton
              name="times"
              aria-label={t('query.sort.remove', 'Do not sort by {{title}}', {
                title: titleOf(name, members),
                ...unescaped,
              })}
              onClick={() => onChange(order.toSpliced(index, 1))}
            />
          </Stack>
        ))}
        {next !== undefined && (
          <Button
            size="sm"
            variant="secondary"
            icon="plus"
            onClick={() => onChange([...order, [next, measures.includes(next) ? 'desc' : 'asc']])}
          >
            {t('query.sort.add', 'Add sort column')}
          </Button>
        )}
      </Stack>
    </EditorRow>
  );
}
