import { RankedBars, unescaped } from '@branchlight/panel-kit';
import { t } from '@grafana/i18n';
import { ChoiceMenu } from '../../../components/ChoiceMenu';
import { Section } from '../../../components/Section';
import { SectionState } from '../../../components/SectionState';
import { findFrame, readGroups } from '../../../data/frames';
import { toFigureUnit } from '../../../metrics/figure-unit';
import { type Metric } from '../../../metrics/metric';
import { buildGroupTargets, type PageQueryInput } from '../../../queries/page-queries';
import { chooseGroup } from '../choose-group';
import { type PageProps } from '../page-props';
import { splitText, splitTextOf, wordsOf } from '../split-text';
import { useSection } from '../use-section';

const SHOWN_BARS = 12;

/** The chosen metric by region, or by a category, as sorted bars. Regions stay side by side when one of them is open. */
export function SplitSection({ metric, ...page }: PageProps & { metric: Metric }) {
  const { scene, context, selection, input } = page;
  const { split, splitOptions } = selection;
  const groupInput: PageQueryInput = { ...input, compared: undefined, scope: split === 'region' ? {} : input.scope };
  const targets = split ? buildGroupTargets(metric, split, groupInput) : [];
  const result = useSection(context, targets, { ...groupInput, metrics: [metric], by: split });
  const { frames, asked } = result;
  const shown = asked?.metrics[0] ?? metric;
  const by = asked?.by ?? split;
  const groups = by ? readGroups(findFrame(frames, 'now'), undefined, by, shown, wordsOf(by, shown)) : [];
  if (!split) {
    return null;
  }
  return (
    <Section
      title={
        split === 'region'
          ? t('split.regions', 'Regions')
          : metric.unit === 'ratio'
            ? t('split.compared', 'Side by side')
            : t('split.title', 'What it is made of')
      }
      note={shown.title}
      isStale={result.isStale}
      actions={
        splitOptions.length > 1 && (
          <ChoiceMenu
            label={t('split.by', 'Bars by')}
            value={split}
            options={splitOptions.map((option) => ({ value: option.name, label: splitText(option) }))}
            onChange={(name) => scene.choose({ split: name })}
          />
        )
      }
    >
      <SectionState
        result={result}
        height={240}
        empty={
          groups.length === 0
            ? {
                title: t('split.none', 'No figures in this period'),
                text: t('split.none-next', 'Choose another period, or fewer filters.'),
              }
            : undefined
        }
      >
        {by && (
          <RankedBars
            label={t('split.label', '{{title}} by {{by}}', {
              title: shown.title,
              by: splitTextOf(by, shown),
              ...unescaped,
            })}
            items={groups.map(({ key, name, value }) => ({ id: key, label: name, value }))}
            unit={toFigureUnit(shown, context.viewer.bank.currency)}
            limit={SHOWN_BARS}
            selectedId={by === 'region' ? selection.scope.region : page.filters[by]?.[0]}
            onSelect={chooseGroup(page, by)}
          />
        )}
      </SectionState>
    </Section>
  );
}
