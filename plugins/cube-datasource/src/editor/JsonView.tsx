import { t } from '@grafana/i18n';
import { Field, TextArea } from '@grafana/ui';
import { css } from '@emotion/css';
import { useId, useState } from 'react';
import { readJson, writeJson } from '../query/json-text';
import { type CubeDataSourceQuery, type CubeQuery } from '../query/query';

interface JsonViewProps {
  query: CubeDataSourceQuery;
  /** A whole query, or text that is none yet and is kept as a draft. */
  onChange: (changed: { query: CubeQuery } | { draft: string }) => void;
}

/** The whole Cube query as JSON; taken over when the field is left or by Ctrl+Enter, and checked with every key. */
export function JsonView({ query: { draft, query }, onChange }: JsonViewProps) {
  const id = useId();
  const stored = draft ?? writeJson(query);
  const [edited, setEdited] = useState({ of: stored, text: stored });
  // A query that was changed elsewhere (another view, a migration) replaces what stood here.
  const text = edited.of === stored ? edited.text : stored;
  const check = readJson(text);
  const commit = () => {
    if (text === stored && draft === undefined) {
      return;
    }
    onChange(check.ok ? { query: check.query } : { draft: text });
  };
  return (
    <Field
      noMargin
      label={t('query.json.label', 'Cube query as JSON')}
      description={t(
        'query.json.help',
        'Applied when you leave the field or press Ctrl+Enter. Variables may stand for any text.'
      )}
      invalid={!check.ok}
      error={check.ok ? undefined : check.fault}
      htmlFor={id}
    >
      <TextArea
        id={id}
        className={code}
        rows={Math.min(24, Math.max(8, text.split('\n').length + 1))}
        spellCheck={false}
        value={text}
        onChange={({ currentTarget }) => setEdited({ of: stored, text: currentTarget.value })}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            commit();
          }
        }}
      />
    </Field>
  );
}

const code = css({ fontFamily: "'Roboto Mono', monospace", fontSize: 12, whiteSpace: 'pre', overflow: 'auto' });
