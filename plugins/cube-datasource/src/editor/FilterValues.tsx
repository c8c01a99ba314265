import { t } from '@grafana/i18n';
import { getTemplateSrv } from '@grafana/runtime';
import { Combobox, Input, MultiCombobox } from '@grafana/ui';
import { useState } from 'react';

interface FilterValuesProps {
  /** Cube's type of the member. */
  type: string;
  values: string[];
  onChange: (values: string[]) => void;
}

/** Values of a filter: several texts, one number, or yes and no. A dashboard's variable may stand for any of them. */
export function FilterValues({ type, values, onChange }: FilterValuesProps) {
  const label = t('query.filter.values', 'Value');
  switch (type) {
    case 'number':
      return (
        <NumberValue
          key={values[0] ?? ''}
          label={label}
          value={values[0] ?? ''}
          onChange={(value) => onChange(value === '' ? [] : [value])}
        />
      );
    case 'boolean':
      return (
        <Combobox
          aria-label={label}
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
          aria-label={label}
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

/** Taken over when it is complete, not with every key, since each change asks the bank anew. */
function NumberValue({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const isValid = text === '' || text.startsWith('$') || Number.isFinite(Number(text));
  const commit = () => {
    if (isValid && text !== value) {
      onChange(text);
    }
  };
  return (
    <Input
      aria-label={label}
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
