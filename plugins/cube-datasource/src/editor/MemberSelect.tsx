import { Field, MultiCombobox } from '@grafana/ui';
import { useId } from 'react';
import { type Member } from '../model/model';
import { toChosen, toOptions } from './member-options';

interface MemberSelectProps {
  label: string;
  placeholder: string;
  members: Member[];
  /** Names, in the order of the columns. */
  chosen: string[];
  onChange: (names: string[]) => void;
}

/** Chooses any number of members by their titles. */
export function MemberSelect({ label, placeholder, members, chosen, onChange }: MemberSelectProps) {
  const id = useId();
  return (
    <Field noMargin label={label} htmlFor={id}>
      <MultiCombobox
        id={id}
        width="auto"
        minWidth={28}
        maxWidth={80}
        placeholder={placeholder}
        options={toOptions(members)}
        value={toChosen(chosen, members)}
        onChange={(options) => onChange(options.map(({ value }) => value))}
      />
    </Field>
  );
}
