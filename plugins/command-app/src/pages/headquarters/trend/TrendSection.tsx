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
import { type PageProps } from '../page-props';
import { type ReadInput, useSection } from '../use-section';
import { TrendLegend } from './TrendLegend';

const HEIGHT = 260;

/** The chosen metric over time, with the compared period in grey on the same axis. */
export function TrendSection({ metric, ...page }: PageProps & { metric: Metric }) {
  const { context, input } = page;
  const { timeZone, currency } = context.viewer.bank;
  const result = useSection(context, buildTrendTargets(metric, input), { ...input, metrics: [metric], by: undefined });
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
): { now: ChartLine; before: ChartLine | undefined } {
  const times = listBucketMarks(period, grain).map((day) => startOfBankDay(day, timeZone));
  const toLine = (refId: string, own: Period): ChartLine => {
    const steps = readSteps(findFrame(frames, refId), metric.id, own, grain, (ms) => toBankDay(ms, timeZone));
    return { label: formatPeriod(own), points: times.map((time, index) => ({ time, value: steps[index] ?? null })) };
  };
  const before = compared ? toLine('before', compared) : undefined;
  return {
    now: toLine('now', period),
    before: before?.points.some(({ value }) => value !== null) ? before : undefined,
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
