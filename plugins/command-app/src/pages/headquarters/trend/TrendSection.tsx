import { useMemo } from 'react';
import { type ChartLine, TrendChart, unescaped } from '@branchlight/panel-kit';
import { t } from '@grafana/i18n';
import { Section } from '../../../components/Section';
import { SectionState } from '../../../components/SectionState';
import { findFrame, readSteps } from '../../../data/frames';
import { toFigureUnit } from '../../../metrics/figure-unit';
import { type Metric } from '../../../metrics/metric';
import { startOfBankDay, toBankDay } from '../../../period/bank-time';
import { type Grain } from '../../../period/day';
import { listBucketMarks } from '../../../period/granularity';
import { type Period } from '../../../period/period';
import { buildTrendTargets } from '../../../queries/page-queries';
import { formatPeriod } from '../../../shared/locale';
import { buildPathTarget, PATH_REF_ID, readPath } from '../../../targets/target-path';
import { type PageProps } from '../page-props';
import { type ReadInput, useSection } from '../use-section';
import { TrendLegend } from './TrendLegend';

const HEIGHT = 260;

/** The chosen metric over time, with the compared period in grey on the same axis and the path to its targets, where it has any. */
export function TrendSection({ metric, ...page }: PageProps & { metric: Metric }) {
  const { context, input, filters } = page;
  const { timeZone, currency } = context.viewer.bank;
  // Targets are set for all of a unit, not for one tier or product of it.
  const isFiltered = metric.categories.some(({ name }) => (filters[name] ?? []).length > 0);
  const path =
    context.targets?.periods.length && !isFiltered ? buildPathTarget(metric, input.grain, input.scope) : undefined;
  const targets = [...buildTrendTargets(metric, input), ...(path ? [path] : [])];
  const result = useSection(context, targets, { ...input, metrics: [metric], by: undefined });
  const { frames, asked } = result;
  const shown = asked?.metrics[0] ?? metric;
  const lines = useMemo(
    () => (asked ? readLines(frames, asked, shown, timeZone) : undefined),
    [frames, asked, shown, timeZone]
  );
  const grain = asked?.grain ?? input.grain;
  return (
    <Section
      title={shown.title}
      note={grainText(grain)}
      isStale={result.isStale}
      actions={lines && <TrendLegend {...lines} />}
    >
      <SectionState result={result} empty={undefined} height={HEIGHT}>
        {lines && (
          <TrendChart
            label={t('trend.label', '{{title}} over time', { title: shown.title, ...unescaped })}
            line={lines.now}
            compared={lines.before}
            target={lines.target}
            unit={toFigureUnit(shown, currency)}
            granularity={grain}
            timeZone={timeZone}
            height={HEIGHT}
            fromZero={shown.behaviour === 'flow'}
          />
        )}
      </SectionState>
    </Section>
  );
}

function readLines(
  frames: Parameters<typeof findFrame>[0],
  { period, compared, grain }: ReadInput,
  metric: Metric,
  timeZone: string
): { now: ChartLine; before: ChartLine | undefined; target: ChartLine | undefined } {
  const times = listBucketMarks(period, grain).map((day) => startOfBankDay(day, timeZone));
  const toLine = (refId: string, own: Period): ChartLine => {
    const steps = readSteps(findFrame(frames, refId), metric.id, own, grain, (ms) => toBankDay(ms, timeZone));
    return { label: formatPeriod(own), points: times.map((time, index) => ({ time, value: steps[index] ?? null })) };
  };
  const path = readPath(findFrame(frames, PATH_REF_ID), period, grain, metric.behaviour);
  const before = compared ? toLine('before', compared) : undefined;
  return {
    now: toLine('now', period),
    before: before?.points.some(({ value }) => value !== null) ? before : undefined,
    target: path.some((value) => value !== null)
      ? {
          label: t('trend.target', 'Target'),
          points: times.map((time, index) => ({ time, value: path[index] ?? null })),
        }
      : undefined,
  };
}

function grainText(grain: Grain): string {
  switch (grain) {
    case 'day':
      return t('trend.day', 'by day');
    case 'week':
      return t('trend.week', 'by week');
    case 'month':
      return t('trend.month', 'by month');
    case 'quarter':
      return t('trend.quarter', 'by quarter');
    case 'year':
      return t('trend.year', 'by year');
  }
}
