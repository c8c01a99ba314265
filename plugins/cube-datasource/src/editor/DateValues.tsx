import { type FilterOperator } from '@branchlight/cube-contract';
import { t } from '@grafana/i18n';
import { Stack, Text } from '@grafana/ui';
import { DateInput } from './DateInput';

interface DateValuesProps {
  operator: FilterOperator;
  values: string[];
  onChange: (values: string[]) => void;
}

/** One day, or the first and last day of a span; words for days ("last quarter") stand for the whole span. */
export function DateValues({ operator, values, onChange }: DateValuesProps) {
  const [first = '', last = ''] = values;
  const isSpan = operator === 'inDateRange' || operator === 'notInDateRange';
  if (!isSpan) {
    return (
      <DateInput
        key={first}
        label={t('query.filter.day', 'Day')}
        value={first}
        onChange={(day) => onChange(day ? [day] : [])}
      />
    );
  }
  const change = (from: string, to: string) => onChange([from, to].filter(Boolean));
  return (
    <Stack direction="row" gap={0.5} alignItems="center" wrap="wrap">
      <DateInput
        key={`from ${first}`}
        label={t('query.filter.from', 'First day, or a span such as last quarter')}
        value={first}
        onChange={(day) => change(day, last)}
      />
      <Text color="secondary">{t('query.filter.to-word', 'to')}</Text>
      <DateInput
        key={`to ${last}`}
        label={t('query.filter.to', 'Last day')}
        value={last}
        onChange={(day) => change(first, day)}
      />
    </Stack>
  );
}
