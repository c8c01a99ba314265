import { t } from '@grafana/i18n';
import { type ComboboxOption, MultiCombobox, Text } from '@grafana/ui';
import { useCallback, useState } from 'react';
import { useEditorServices } from './editor-context';
import { isNumberText } from './is-number-text';
import { listVariables } from './list-variables';
import { medium } from './widths';

interface ValueListProps {
  labelId: string;
  values: Array<string | null>;
  onChange: (values: Array<string | null>) => void;
}

/** Stands for null, which queries written by hand may hold; no text that people type has it. */
const nothing = '\u0000';

/** Several texts, suggested from the data as the viewer sees them. */
export function TextValues({ labelId, member, values, onChange }: ValueListProps & { member: string }) {
  const { listValues } = useEditorServices();
  const [failure, setFailure] = useState('');
  const load = useCallback(
    async (search: string): Promise<Array<ComboboxOption<string>>> => {
      const variables = listVariables().filter((name) => name.toLowerCase().includes(search.toLowerCase()));
      // A variable that is being typed is no text to look for.
      const found = search.startsWith('$')
        ? []
        : await listValues(member, search).then(
            (list) => {
              setFailure('');
              return list;
            },
            (error: unknown) => {
              setFailure(error instanceof Error ? error.message : String(error));
              return [];
            }
          );
      return [
        ...found.map(({ text, value }) => ({ value, label: text, ...(text !== value && { description: value }) })),
        ...variables.map((value) => ({ value, label: value })),
      ];
    },
    [listValues, member]
  );
  return (
    <>
      <ChosenValues labelId={labelId} values={values} onChange={onChange} options={load} />
      {failure && (
        <Text color="warning" variant="bodySmall">
          {t('query.filter.no-suggestions', 'No suggestions: {{failure}}', {
            failure,
            interpolation: { escapeValue: false },
          })}
        </Text>
      )}
    </>
  );
}

/** Several numbers; what is none is refused where it was typed. */
export function NumberValues({ labelId, values, onChange }: ValueListProps) {
  const [refused, setRefused] = useState('');
  return (
    <>
      <ChosenValues
        labelId={labelId}
        values={values}
        options={listVariables().map((value) => ({ value, label: value }))}
        onChange={(changed) => {
          const isFine = (value: string | null) => value === null || isNumberText(value);
          setRefused(changed.find((value) => !isFine(value)) ?? '');
          onChange(changed.filter(isFine));
        }}
      />
      {refused && (
        <Text color="error" variant="bodySmall">
          {t('query.filter.no-number', '“{{text}}” is not a number', {
            text: refused,
            interpolation: { escapeValue: false },
          })}
        </Text>
      )}
    </>
  );
}

interface ChosenValuesProps extends ValueListProps {
  options: Array<ComboboxOption<string>> | ((search: string) => Promise<Array<ComboboxOption<string>>>);
}

function ChosenValues({ labelId, options, values, onChange }: ChosenValuesProps) {
  const label = (value: string) => (value === nothing ? t('query.filter.nothing', '(nothing)') : value);
  return (
    <div className={medium}>
      <MultiCombobox
        aria-labelledby={labelId}
        createCustomValue
        placeholder={t('query.filter.placeholder', 'Type a value or $variable')}
        options={options}
        value={values.map((value) => value ?? nothing).map((value) => ({ value, label: label(value) }))}
        onChange={(chosen) => onChange(chosen.map(({ value }) => (value === nothing ? null : value)))}
      />
    </div>
  );
}
