import { queryLimits } from '@branchlight/cube-contract';
import { t } from '@grafana/i18n';
import { Input, Text } from '@grafana/ui';
import { useId, useState } from 'react';
import { type CubeQuery } from '../query/query';
import { EditorRow } from './EditorRow';
import { unescaped } from './unescaped';

interface LimitRowProps {
  query: CubeQuery;
  onChange: (limit: number | undefined) => void;
}

/** How many rows come back. Rows that a query written by hand skips are kept and told. */
export function LimitRow({ query: { limit, offset }, onChange }: LimitRowProps) {
  const id = useId();
  const faultId = useId();
  const [text, setText] = useState(limit === undefined ? '' : String(limit));
  const isValid = text === '' || isLimit(text);
  const commit = () => {
    const chosen = text === '' ? undefined : Number(text);
    if (isValid && chosen !== limit) {
      onChange(chosen);
    }
  };
  return (
    <EditorRow label={t('query.limit.label', 'Rows at most')} htmlFor={id}>
      <Input
        id={id}
        width={14}
        inputMode="numeric"
        value={text}
        invalid={!isValid}
        aria-describedby={isValid ? undefined : faultId}
        placeholder={String(queryLimits.default)}
        onChange={({ currentTarget }) => setText(currentTarget.value.trim())}
        onBlur={commit}
        onKeyDown={({ key }) => key === 'Enter' && commit()}
      />
      {!isValid && (
        <Text color="error" variant="bodySmall">
          <span id={faultId}>
            {t('query.limit.fault', 'Write a whole number from 1 to {{highest}}', {
              highest: queryLimits.highest,
              ...unescaped,
            })}
          </span>
        </Text>
      )}
      {offset !== undefined && offset > 0 && (
        <Text color="secondary" variant="bodySmall">
          {t('query.limit.offset', 'Skips the first {{offset}} rows; change it in the JSON', { offset, ...unescaped })}
        </Text>
      )}
    </EditorRow>
  );
}

function isLimit(text: string): boolean {
  const limit = Number(text);
  return Number.isInteger(limit) && limit >= 1 && limit <= queryLimits.highest;
}
