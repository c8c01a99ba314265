import { MultiCombobox } from '@grafana/ui';
import { useId } from 'react';
import { type Member } from '../model/model';
import { EditorRow } from './EditorRow';
import { toChosen, toOptions } from './member-options';
import { wide } from './widths';

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
    <EditorRow label={label} htmlFor={id}>
      <div className={wide}>
        <MultiCombobox
          id={id}
          placeholder={placeholder}
          options={toOptions(members)}
          value={toChosen(chosen, members)}
          onChange={(options) => onChange(options.map(({ value }) => value))}
        />
      </div>
    </EditorRow>
  );
}
