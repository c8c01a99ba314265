import { t } from '@grafana/i18n';
import { Input } from '@grafana/ui';
import { useState } from 'react';
import { isNumberText } from './is-number-text';

interface NumberValueProps {
  labelId: string;
  value: string;
  onChange: (value: string) => void;
}

/** Taken over when it is complete, not with every key, since each change asks the bank anew. */
export function NumberValue({ labelId, value, onChange }: NumberValueProps) {
  const [text, setText] = useState(value);
  const isValid = text === '' || isNumberText(text);
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
      placeholder={t('query.filter.number-placeholder', 'Number or $variable')}
      value={text}
      invalid={!isValid}
      onChange={({ currentTarget }) => setText(currentTarget.value.trim())}
      onBlur={commit}
      onKeyDown={({ key }) => key === 'Enter' && commit()}
    />
  );
}
