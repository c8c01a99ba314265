import { t } from '@grafana/i18n';
import { Combobox, IconButton, Stack } from '@grafana/ui';
import { useId } from 'react';
import { type Member } from '../model/model';
import { needsValues } from '../query/needs-values';
import { describeOperator, listOperators, takesOneValue } from '../query/operators';
import { type FilterOperator, type MemberFilter } from '../query/query';
import { FilterValues } from './FilterValues';
import { HiddenLabel } from './HiddenLabel';
import { describeMissing, toOptions } from './member-options';
import { unescaped } from './unescaped';

interface FilterRowProps {
  members: Member[];
  filter: MemberFilter;
  onChange: (filter: MemberFilter) => void;
  onRemove: () => void;
}

export function FilterRow({ members, filter, onChange, onRemove }: FilterRowProps) {
  const member = members.find(({ name }) => name === filter.member);
  const title = member?.title ?? describeMissing(filter.member);
  const memberLabel = useId();
  const operatorLabel = useId();
  const operators = listOperators(member ?? { kind: 'dimension', type: 'string' });
  const changeMember = (name: string) => {
    const chosen = members.find((each) => each.name === name);
    const offered = chosen ? listOperators(chosen) : [];
    const operator = offered.includes(filter.operator) ? filter.operator : (offered[0] ?? 'equals');
    onChange({ member: name, operator, ...(needsValues(operator) && { values: [] }) });
  };
  const changeOperator = (operator: FilterOperator) => {
    const { values = [], ...rest } = filter;
    const kept = takesOneValue(operator) ? values.slice(0, 1) : values;
    onChange({ ...rest, operator, ...(needsValues(operator) && { values: kept }) });
  };
  return (
    <Stack direction="row" gap={0.5} alignItems="center" wrap="wrap">
      <HiddenLabel id={memberLabel} text={t('query.filter.member', 'Filter by')} />
      <HiddenLabel id={operatorLabel} text={t('query.filter.operator', 'Condition')} />
      <Combobox
        aria-labelledby={memberLabel}
        width={26}
        options={toOptions(members)}
        value={{ value: filter.member, label: title }}
        onChange={({ value }) => changeMember(value)}
      />
      <Combobox<FilterOperator>
        aria-labelledby={operatorLabel}
        width={20}
        options={operators.map((value) => ({ value, label: describeOperator(value) }))}
        value={{ value: filter.operator, label: describeOperator(filter.operator) }}
        onChange={({ value }) => changeOperator(value)}
      />
      {needsValues(filter.operator) && (
        <FilterValues
          // Another member or condition starts with fields of its own.
          key={`${filter.member} ${filter.operator}`}
          member={filter.member}
          type={member?.type ?? 'string'}
          operator={filter.operator}
          values={filter.values ?? []}
          onChange={(values) => onChange({ ...filter, values })}
        />
      )}
      <IconButton
        name="times"
        onClick={onRemove}
        aria-label={t('query.filter.remove', 'Remove filter on {{title}}', { title, ...unescaped })}
      />
    </Stack>
  );
}
