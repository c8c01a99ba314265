import { DateRangeError, isDay, resolveDateRange } from '@branchlight/cube-contract';
import { t } from '@grafana/i18n';
import { DatePicker, IconButton, Input } from '@grafana/ui';
import { useState } from 'react';

interface DateInputProps {
  /** Read out to those who do not see its place. */
  label: string;
  placeholder?: string;
  width?: number;
  value: string;
  onChange: (day: string) => void;
}

/** A day as text (1993-12-31, "last quarter", $variable) or from a calendar; taken over when it is complete. */
export function DateInput({ label, placeholder, width = 22, value, onChange }: DateInputProps) {
  const [text, setText] = useState(value);
  const [isOpen, setIsOpen] = useState(false);
  const isValid = isDateText(text);
  const commit = (day: string) => {
    if (isDateText(day) && day !== value) {
      onChange(day);
    }
  };
  return (
    <div>
      <Input
        aria-label={label}
        title={isValid ? undefined : t('query.filter.date-hint', 'Write 1993-12-31, “last quarter” or a $variable')}
        width={width}
        placeholder={placeholder ?? t('query.filter.date-placeholder', 'Day or “this year”')}
        value={text}
        invalid={!isValid}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={() => commit(text.trim())}
        onKeyDown={({ key }) => key === 'Enter' && commit(text.trim())}
        suffix={
          <IconButton
            name="calendar-alt"
            aria-label={t('query.filter.calendar', 'Choose from a calendar')}
            onClick={() => setIsOpen(true)}
          />
        }
      />
      <DatePicker
        isOpen={isOpen}
        value={isDay(text) ? new Date(`${text}T00:00:00`) : undefined}
        onClose={() => setIsOpen(false)}
        onChange={(date) => {
          const day = toDay(date);
          setIsOpen(false);
          setText(day);
          commit(day);
        }}
      />
    </div>
  );
}

/** What the backend understands; it counts from the bank's today, which does not matter here. */
function isDateText(text: string): boolean {
  if (text.trim() === '' || text.includes('$')) {
    return true;
  }
  try {
    resolveDateRange(text, { today: '2000-01-01', timeZone: 'UTC' });
    return true;
  } catch (error) {
    if (error instanceof DateRangeError) {
      return false;
    }
    throw error;
  }
}

/** The calendar's day as it was clicked: its midnight is the browser's, whatever the bank's zone. */
function toDay(date: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
