import { formatFull, formatShort, RankedBars, unescaped } from '@branchlight/panel-kit';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2, useTheme2 } from '@grafana/ui';
import { ChoiceMenu } from '../../../components/ChoiceMenu';
import { Section } from '../../../components/Section';
import { SectionState } from '../../../components/SectionState';
import { findFrame, readGroups, readNumber } from '../../../data/frames';
import { compare, findComparablePreset } from '../../../figures/change';
import { compareChanges, type Contributions, splitChange } from '../../../figures/contributions';
import { toChangeUnit, toFigureUnit } from '../../../metrics/figure-unit';
import { judgeChange, type Metric } from '../../../metrics/metric';
import { type DataSpan, resolvePreset } from '../../../period/presets';
import { buildContributionTargets } from '../../../queries/page-queries';
import { formatDay } from '../../../shared/locale';
import { chooseGroup } from '../choose-group';
import { presetText } from '../header/texts';
import { type PageProps } from '../page-props';
import { tooFewText } from '../too-few-text';
import { splitText, splitTextOf, wordsOf } from '../split-text';
import { type ReadInput, useSection } from '../use-section';

const HEIGHT = 260;

/** What changed and where: the five largest signed parts of the change and the rest, which together make it up. */
export function MoversSection({ metric, ...page }: PageProps & { metric: Metric }) {
  const { scene, context, selection, input } = page;
  const { by, byOptions, compared } = selection;
  const targets = by && compared ? buildContributionTargets(metric, by, input) : [];
  const result = useSection(context, targets, { ...input, metrics: [metric], by });
  const { frames, asked } = result;
  const shown = asked?.metrics[0] ?? metric;
  const contributions = asked && readContributions(frames, asked, shown, context.span);
  return (
    <Section
      title={t('movers.title', 'What changed and where')}
      isStale={result.isStale}
      actions={
        <ChoiceMenu
          label={t('movers.by', 'Changes by')}
          value={by}
          options={byOptions.map((option) => ({ value: option.name, label: splitText(option) }))}
          onChange={(name) => scene.choose({ by: name })}
        />
      }
    >
      <SectionState
        result={result}
        empty={typeof contributions === 'string' ? describeEmpty(contributions, shown, page) : undefined}
        height={HEIGHT}
      >
        {contributions && typeof contributions !== 'string' && asked?.by && (
          <Movers
            contributions={contributions}
            metric={shown}
            by={asked.by}
            currency={context.viewer.bank.currency}
            onSelect={chooseGroup(page, asked.by)}
          />
        )}
      </SectionState>
    </Section>
  );
}

/** A change, split into its parts, between two values of the total. */
interface Movement extends Contributions {
  value: number;
  before: number;
}

type NoContributions = 'none' | 'not-covered' | 'no-value' | 'no-change' | 'too-few';

function readContributions(
  frames: Parameters<typeof findFrame>[0],
  { compared, by }: ReadInput,
  metric: Metric,
  span: DataSpan
): Movement | NoContributions {
  const value = readNumber(findFrame(frames, 'total'), metric.id);
  const before = readNumber(findFrame(frames, 'total-before'), metric.id);
  const change = compare(value, before, metric.behaviour, compared, span);
  if (change.kind !== 'change') {
    return change.kind;
  }
  if (value === null || before === null) {
    return 'no-value';
  }
  const groups = by
    ? readGroups(findFrame(frames, 'now'), findFrame(frames, 'before'), by, metric, wordsOf(by, metric))
    : [];
  if (metric.unit === 'ratio') {
    const changes = compareChanges(groups, change.difference);
    return changes.top.length === 0 ? 'too-few' : { ...changes, value, before };
  }
  const contributions = splitChange(groups, change.difference);
  return contributions.top.length === 0 ? 'no-change' : { ...contributions, value, before };
}

function describeEmpty(reason: NoContributions, metric: Metric, { scene, context, selection }: PageProps) {
  const preset =
    reason === 'not-covered'
      ? findComparablePreset(metric.behaviour, selection.period, scene.state.compare, context.span)
      : undefined;
  return {
    ...emptyText(reason, context.span),
    action: preset && (
      <Button size="sm" variant="secondary" onClick={() => scene.choosePeriod(resolvePreset(preset, context.span))}>
        {presetText(preset)}
      </Button>
    ),
  };
}

function emptyText(reason: NoContributions, span: DataSpan): { title: string; text: string } {
  switch (reason) {
    case 'none':
      return {
        title: t('movers.none', 'Nothing is compared'),
        text: t('movers.none-next', 'Choose what to compare with at the top to see what changed.'),
      };
    case 'not-covered':
      return {
        title: t('movers.not-covered', 'The compared period is not covered by data'),
        text: t(
          'movers.not-covered-next',
          'Data begin on {{day}}. Choose a shorter or later period to see what changed.',
          {
            day: formatDay(span.firstDay),
            ...unescaped,
          }
        ),
      };
    case 'no-value':
      return {
        title: t('movers.no-value', 'There is no figure to compare with'),
        text: t('movers.no-value-next', 'Choose another period, or fewer filters.'),
      };
    case 'too-few':
      return tooFewText();
    case 'no-change':
      return {
        title: t('movers.no-change', 'Nothing changed'),
        text: t('movers.no-change-next', 'The figure is the same as in the compared period.'),
      };
  }
}

interface MoversProps {
  contributions: Movement;
  metric: Metric;
  by: string;
  currency: string;
  onSelect: (key: string) => void;
}

function Movers({ contributions: { top, rest, total, value, before }, metric, by, currency, onSelect }: MoversProps) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const unit = toFigureUnit(metric, currency);
  const changeUnit = toChangeUnit(unit);
  const colors = {
    good: theme.colors.primary.main,
    bad: theme.colors.warning.main,
    neutral: theme.colors.secondary.contrastText,
  };
  return (
    <>
      <p className={styles.path} title={describePath(formatFull(before, unit), formatFull(value, unit))}>
        {describePath(formatShort(before, unit), formatShort(value, unit))}
      </p>
      <RankedBars
        label={t('movers.label', '{{title}}: largest changes by {{by}}', {
          title: metric.title,
          by: splitTextOf(by, metric),
          ...unescaped,
        })}
        items={top.map(({ key, name, amount }) => ({
          id: key,
          label: name,
          value: amount,
          color: colors[judgeChange(metric.direction, amount)],
        }))}
        unit={changeUnit}
        order="given"
        signed
        onSelect={onSelect}
      />
      <dl className={styles.sums}>
        {(rest.groups > 0 || rest.amount !== 0) && (
          <div className={styles.sum}>
            <dt>{t('movers.rest', 'All others ({{count, number}})', { count: rest.groups, ...unescaped })}</dt>
            <dd className={styles.amount}>{formatShort(rest.amount, changeUnit, { signed: true })}</dd>
          </div>
        )}
        <div className={styles.total}>
          <dt>{t('movers.total', 'Change in total')}</dt>
          <dd className={styles.amount}>{formatShort(total, changeUnit, { signed: true })}</dd>
        </div>
      </dl>
      {metric.unit === 'ratio' && (
        <p className={styles.note}>
          {t(
            'ratio.own-changes',
            'Each with its own change; shares do not add up. Too few people to compare are left out.'
          )}
        </p>
      )}
    </>
  );
}

function describePath(before: string, value: string): string {
  return t('movers.path', 'From {{before}} to {{value}}', { before, value, ...unescaped });
}

const getStyles = (theme: GrafanaTheme2) => {
  const line = { display: 'flex', justifyContent: 'space-between', padding: theme.spacing(0.5, 0.75) } as const;
  return {
    path: css({
      margin: theme.spacing(0, 0, 0.5),
      padding: theme.spacing(0, 0.75),
      color: theme.colors.text.secondary,
      fontVariantNumeric: 'tabular-nums',
    }),
    note: css({
      margin: theme.spacing(0.5, 0, 0),
      padding: theme.spacing(0, 0.75),
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    sums: css({ margin: theme.spacing(0.5, 0, 0) }),
    sum: css({ ...line, color: theme.colors.text.secondary }),
    total: css({
      ...line,
      borderTop: `1px solid ${theme.colors.border.weak}`,
      fontWeight: theme.typography.fontWeightMedium,
    }),
    amount: css({ margin: 0, fontVariantNumeric: 'tabular-nums' }),
  };
};
