import { intervalToGranularity } from '@branchlight/cube-contract';
import { t } from '@grafana/i18n';
import { Button, Combobox, IconButton, Stack, Text } from '@grafana/ui';
import { useId } from 'react';
import { type Member } from '../model/model';
import { granularities, type Granularity, type TimeDimension } from '../query/query';
import { DateInput } from './DateInput';
import { useEditorServices } from './editor-context';
import { EditorRow } from './EditorRow';
import { HiddenLabel } from './HiddenLabel';
import { titleOf } from './member-options';
import { unescaped } from './unescaped';

interface TimeRowsProps {
  times: Member[];
  chosen: TimeDimension[];
  onChange: (times: TimeDimension[]) => void;
}

/** By which times the dashboard's range filters, and into which periods they are cut. */
export function TimeRows({ times, chosen, onChange }: TimeRowsProps) {
  const free = times.filter(({ name }) => !chosen.some(({ dimension }) => dimension === name));
  const [next] = free;
  return (
    <EditorRow label={t('query.time.label', 'Time')}>
      <Stack direction="column" gap={0.5} alignItems="flex-start">
        {chosen.map((time, index) => (
          <TimeRow
            key={index}
            times={times}
            time={time}
            onChange={(...changed) => onChange(chosen.toSpliced(index, 1, ...changed))}
          />
        ))}
        {next && (
          <Stack direction="row" gap={1} alignItems="center">
            <Button
              size="sm"
              variant="secondary"
              icon="plus"
              onClick={() => onChange([...chosen, { dimension: next.name, granularity: 'auto' }])}
            >
              {t('query.time.add', 'Add time')}
            </Button>
            {chosen.length === 0 && (
              <Text color="secondary" variant="bodySmall">
                {t('query.time.none-hint', 'All time: the dashboard’s time range does not filter')}
              </Text>
            )}
          </Stack>
        )}
      </Stack>
    </EditorRow>
  );
}

interface TimeRowProps {
  times: Member[];
  time: TimeDimension;
  onChange: (...changed: TimeDimension[]) => void;
}

function TimeRow({ times, time, onChange }: TimeRowProps) {
  const timeLabel = useId();
  const periodLabel = useId();
  const { intervalMs } = useEditorServices();
  const title = titleOf(time.dimension, times);
  const { compareDateRange } = time;
  return (
    <Stack direction="row" gap={0.5} alignItems="center" wrap="wrap">
      <HiddenLabel id={timeLabel} text={t('query.time.label', 'Time')} />
      <HiddenLabel id={periodLabel} text={t('query.granularity.label', 'Periods')} />
      <Combobox
        aria-labelledby={timeLabel}
        width={20}
        options={times.map(({ name, title: label, description }) => ({ value: name, label, description }))}
        value={{ value: time.dimension, label: title }}
        onChange={({ value }) => onChange({ ...time, dimension: value })}
      />
      <Combobox<Granularity | 'none'>
        aria-labelledby={periodLabel}
        width={24}
        options={listGranularities(intervalMs)}
        value={readGranularity(time)}
        placeholder={time.granularity}
        onChange={({ value }) => onChange(withGranularity(time, value))}
      />
      {compareDateRange ? (
        <Text color="secondary" variant="bodySmall">
          {t('query.time.compared', 'Compares {{ranges}}; change it in the JSON', {
            ranges: compareDateRange.map(describeRange).join(' / '),
            ...unescaped,
          })}
        </Text>
      ) : (
        <DateInput
          key={describeRange(time.dateRange ?? '')}
          label={t('query.time.range', 'Own time range')}
          placeholder={t('query.time.range-placeholder', 'Dashboard’s time range')}
          width={26}
          value={describeRange(time.dateRange ?? '')}
          onChange={(range) => onChange(withRange(time, range))}
        />
      )}
      <IconButton
        name="times"
        aria-label={t('query.time.remove', 'Remove time {{title}}', { title, ...unescaped })}
        onClick={() => onChange()}
      />
    </Stack>
  );
}

/** A list of two days as the backend also reads it in words. */
function describeRange(range: string | string[]): string {
  return typeof range === 'string' ? range : range.length === 2 ? `from ${range.join(' to ')}` : (range[0] ?? '');
}

function withRange(time: TimeDimension, dateRange: string): TimeDimension {
  const changed = { ...time };
  delete changed.dateRange;
  return dateRange === '' ? changed : { ...changed, dateRange };
}

/** A granularity of another make (a variable, or written by hand) shows by its name; it is kept until one is chosen. */
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

function listGranularities(
  intervalMs: number | undefined
): Array<{ value: Granularity | 'none'; label: string; description?: string }> {
  const names: Record<(typeof granularities)[number], string> = {
    day: t('query.granularity.day', 'Days'),
    week: t('query.granularity.week', 'Weeks'),
    month: t('query.granularity.month', 'Months'),
    quarter: t('query.granularity.quarter', 'Quarters'),
    year: t('query.granularity.year', 'Years'),
  };
  const resolved = intervalMs === undefined ? undefined : intervalToGranularity(intervalMs);
  const found = granularities.find((name) => name === resolved);
  return [
    {
      value: 'auto',
      label: found
        ? t('query.granularity.auto-now', 'Automatic (now {{period}})', {
            period: names[found].toLocaleLowerCase(),
            ...unescaped,
          })
        : t('query.granularity.auto', 'Automatic'),
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
