import { t } from '@grafana/i18n';
import { Combobox, Field } from '@grafana/ui';
import { useId } from 'react';
import { type Member } from '../model/model';
import { granularities, type Granularity, type TimeDimension } from '../query/query';
import { describeMissing } from './member-options';

interface TimeSelectProps {
  times: Member[];
  chosen: TimeDimension[];
  onChange: (times: TimeDimension[]) => void;
}

const NO_TIME = '';

/** Which time the dashboard's range filters by, and into which periods it is cut. Further times are kept. */
export function TimeSelect({ times, chosen, onChange }: TimeSelectProps) {
  const timeId = useId();
  const granularityId = useId();
  const [first, ...others] = chosen;
  const title = (name: string) => times.find((time) => time.name === name)?.title ?? describeMissing(name);
  const changeTime = (name: string) =>
    onChange(name === NO_TIME ? others : [{ granularity: 'auto', ...first, dimension: name }, ...others]);
  return (
    <>
      <Field noMargin label={t('query.time.label', 'Time')} htmlFor={timeId}>
        <Combobox
          id={timeId}
          width={24}
          options={[
            {
              value: NO_TIME,
              label: t('query.time.none', 'All time'),
              description: t('query.time.none-help', 'The dashboard’s time range does not filter'),
            },
            ...times.map(({ name, title: label, description }) => ({ value: name, label, description })),
          ]}
          value={first ? { value: first.dimension, label: title(first.dimension) } : NO_TIME}
          onChange={({ value }) => changeTime(value)}
        />
      </Field>
      {first && (
        <Field noMargin label={t('query.granularity.label', 'Periods')} htmlFor={granularityId}>
          <Combobox<Granularity | 'none'>
            id={granularityId}
            width={20}
            options={listGranularities()}
            value={readGranularity(first)}
            onChange={({ value }) => onChange([withGranularity(first, value), ...others])}
          />
        </Field>
      )}
    </>
  );
}

/** A granularity of another make (written by hand) shows as none chosen; it is kept until one is chosen. */
function readGranularity({ granularity }: TimeDimension): Granularity | 'none' | null {
  if (granularity === undefined) {
    return 'none';
  }
  return granularity === 'auto' ? granularity : (granularities.find((each) => each === granularity) ?? null);
}

function withGranularity(time: TimeDimension, value: Granularity | 'none'): TimeDimension {
  const changed = { ...time };
  delete changed.granularity;
  return value === 'none' ? changed : { ...changed, granularity: value };
}

function listGranularities(): Array<{ value: Granularity | 'none'; label: string; description?: string }> {
  const names: Record<(typeof granularities)[number], string> = {
    day: t('query.granularity.day', 'Days'),
    week: t('query.granularity.week', 'Weeks'),
    month: t('query.granularity.month', 'Months'),
    quarter: t('query.granularity.quarter', 'Quarters'),
    year: t('query.granularity.year', 'Years'),
  };
  return [
    {
      value: 'auto',
      label: t('query.granularity.auto', 'Automatic'),
      description: t('query.granularity.auto-help', 'By the length of the time range'),
    },
    ...granularities.map((value) => ({ value, label: names[value] })),
    {
      value: 'none',
      label: t('query.granularity.none', 'None'),
      description: t('query.granularity.none-help', 'The whole range as one'),
    },
  ];
}
