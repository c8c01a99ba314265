import { t } from '@grafana/i18n';
import { Combobox, IconButton, Stack } from '@grafana/ui';
import { useId } from 'react';
import { type Member } from '../model/model';
import { describeOperator, listOperators, needsValues } from '../query/operators';
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
    const isSameType = chosen?.type === member?.type;
    const operator = chosen && listOperators(chosen).includes(filter.operator) ? filter.operator : 'equals';
    onChange({ member: name, operator, ...(needsValues(operator) && { values: isSameType ? filter.values : [] }) });
  };
  const changeOperator = (operator: FilterOperator) => {
    const { values = [], ...rest } = filter;
    onChange({ ...rest, operator, ...(needsValues(operator) && { values }) });
  };
  return (
    <Stack direction="row" gap={0.5} alignItems="center" wrap="wrap">
      <HiddenLabel id={memberLabel} text={t('query.filter.member', 'Filter by')} />
      <HiddenLabel id={operatorLabel} text={t('query.filter.operator', 'Condition')} />
      <Combobox
        aria-labelledby={memberLabel}
        width={28}
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
          type={member?.type ?? 'string'}
          values={(filter.values ?? []).filter((value) => value !== null)}
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
