import { type FilterOperator } from '@branchlight/cube-contract';
import { t } from '@grafana/i18n';
import { Combobox } from '@grafana/ui';
import { useId } from 'react';
import { takesOneValue } from '../query/operators';
import { DateValues } from './DateValues';
import { HiddenLabel } from './HiddenLabel';
import { listVariables } from './list-variables';
import { NumberValue } from './NumberValue';
import { NumberValues, TextValues } from './ValueList';

interface FilterValuesProps {
  /** With its view. */
  member: string;
  /** Cube's type of the member. */
  type: string;
  operator: FilterOperator;
  values: Array<string | null>;
  onChange: (values: Array<string | null>) => void;
}

/** Values of a condition, as its member's type asks for. A dashboard's variable may stand for any of them. */
export function FilterValues(props: FilterValuesProps) {
  const id = useId();
  return (
    <>
      <HiddenLabel id={id} text={t('query.filter.values', 'Value')} />
      <ValueControl {...props} labelId={id} />
    </>
  );
}

function ValueControl({ labelId, member, onChange, operator, type, values }: FilterValuesProps & { labelId: string }) {
  const first = values[0] ?? '';
  switch (type) {
    case 'time':
      return <DateValues operator={operator} values={values.filter((value) => value !== null)} onChange={onChange} />;
    case 'number':
      return takesOneValue(operator) ? (
        <NumberValue key={first} labelId={labelId} value={first} onChange={(value) => onChange(value ? [value] : [])} />
      ) : (
        <NumberValues labelId={labelId} values={values} onChange={onChange} />
      );
    case 'boolean':
      return (
        <Combobox
          aria-labelledby={labelId}
          width={16}
          options={[
            { value: 'true', label: t('query.filter.yes', 'Yes') },
            { value: 'false', label: t('query.filter.no', 'No') },
            ...listVariables().map((value) => ({ value })),
          ]}
          value={values[0] ?? null}
          onChange={({ value }) => onChange([value])}
        />
      );
    default:
      return <TextValues labelId={labelId} member={member} values={values} onChange={onChange} />;
  }
}
