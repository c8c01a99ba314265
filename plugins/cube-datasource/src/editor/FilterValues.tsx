import { t } from '@grafana/i18n';
import { getTemplateSrv } from '@grafana/runtime';
import { Combobox, Input, MultiCombobox } from '@grafana/ui';
import { useId, useState } from 'react';
import { HiddenLabel } from './HiddenLabel';

interface FilterValuesProps {
  /** Cube's type of the member. */
  type: string;
  values: string[];
  onChange: (values: string[]) => void;
}

/** Values of a filter: several texts, one number, or yes and no. A dashboard's variable may stand for any of them. */
export function FilterValues(props: FilterValuesProps) {
  const id = useId();
  return (
    <>
      <HiddenLabel id={id} text={t('query.filter.values', 'Value')} />
      <ValueControl {...props} labelId={id} />
    </>
  );
}

function ValueControl({ type, values, onChange, labelId }: FilterValuesProps & { labelId: string }) {
  const first = values[0] ?? '';
  switch (type) {
    case 'number':
      return (
        <NumberValue key={first} labelId={labelId} value={first} onChange={(value) => onChange(value ? [value] : [])} />
      );
    case 'boolean':
      return (
        <Combobox
          aria-labelledby={labelId}
          width={16}
          options={[
            { value: 'true', label: t('query.filter.yes', 'Yes') },
            { value: 'false', label: t('query.filter.no', 'No') },
          ]}
          value={values[0] ?? null}
          onChange={({ value }) => onChange([value])}
        />
      );
    default:
      return (
        <MultiCombobox
          aria-labelledby={labelId}
          width="auto"
          minWidth={24}
          maxWidth={60}
          createCustomValue
          placeholder={t('query.filter.placeholder', 'Type a value or $variable')}
          options={listVariables().map((value) => ({ value }))}
          value={values.map((value) => ({ value, label: value }))}
          onChange={(options) => onChange(options.map(({ value }) => value))}
        />
      );
  }
}

interface NumberValueProps {
  labelId: string;
  value: string;
  onChange: (value: string) => void;
}

/** Taken over when it is complete, not with every key, since each change asks the bank anew. */
function NumberValue({ labelId, value, onChange }: NumberValueProps) {
  const [text, setText] = useState(value);
  const isValid = text === '' || text.startsWith('$') || Number.isFinite(Number(text));
  const commit = () => {
    if (isValid && text !== value) {
      onChange(text);
    }
  };
  return (
    <Input
      aria-labelledby={labelId}
      width={16}
      inputMode="decimal"
      value={text}
      invalid={!isValid}
      onChange={({ currentTarget }) => setText(currentTarget.value.trim())}
      onBlur={commit}
      onKeyDown={({ key }) => key === 'Enter' && commit()}
    />
  );
}

function listVariables(): string[] {
  return getTemplateSrv()
    .getVariables()
    .map(({ name }) => `$${name}`);
}
