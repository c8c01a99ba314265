import { formatDifference, formatFull, computeChange, unescaped, formatList } from '@branchlight/panel-kit';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Drawer, useStyles2 } from '@grafana/ui';
import { toFigureUnit } from '../../../metrics/figure-unit';
import { type Metric } from '../../../metrics/metric';
import { formatPeriod } from '../../../shared/locale';
import { dataAgeText } from '../header/DataAge';
import { filterText } from '../split-text';
import { type PageProps } from '../page-props';
import { type TileFigures } from './read-tiles';

interface Props extends PageProps {
  metric: Metric | undefined;
  figures: TileFigures | undefined;
  onClose: () => void;
}

/** What is behind a figure: its definition, formula, period, filters in force and the age of its data. */
export function FigureInfo({ metric, figures, onClose, ...page }: Props) {
  const styles = useStyles2(getStyles);
  if (!metric) {
    return null;
  }
  return (
    <Drawer title={metric.title} subtitle={metric.description} size="sm" onClose={onClose}>
      <dl className={styles.facts}>
        {listFacts(metric, figures, page).map(({ term, text }) => (
          <div key={term}>
            <dt className={styles.term}>{term}</dt>
            <dd className={styles.text}>{text}</dd>
          </div>
        ))}
      </dl>
    </Drawer>
  );
}

function listFacts(metric: Metric, figures: TileFigures | undefined, { context, selection, filters }: PageProps) {
  const { viewer, span } = context;
  const unit = toFigureUnit(metric, viewer.bank.currency);
  const { period, compared, trail } = selection;
  const change =
    figures?.comparison.kind === 'change' ? computeChange(figures.value, figures.before, unit, metric.direction) : null;
  const reached = Object.entries(filters).filter(([name]) =>
    metric.categories.some((category) => category.name === name)
  );
  const chosen = reached.flatMap(([name, values]) => values.map((value) => filterText(name, value, metric)));
  const facts = [
    { term: t('info.value', 'Value'), text: figures ? formatFull(figures.value, unit) : '' },
    { term: t('info.before', 'Compared value'), text: change && figures ? formatFull(figures.before, unit) : '' },
    { term: t('info.change', 'Change'), text: change ? formatDifference(change, unit) : '' },
    { term: t('info.formula', 'Formula'), text: metric.formula },
    { term: t('info.behaviour', 'Over time'), text: behaviourText(metric) },
    { term: t('info.period', 'Period'), text: formatPeriod(period) },
    {
      term: t('info.compared', 'Compared with'),
      text: compared ? formatPeriod(compared) : t('info.nothing', 'Nothing'),
    },
    { term: t('info.scope', 'Scope'), text: trail.map(({ name }) => name).join(' > ') },
    { term: t('info.filters', 'Filters'), text: formatList(chosen) || t('info.no-filters', 'None') },
    { term: t('info.age', 'Age of the data'), text: dataAgeText(span) },
    { term: t('info.owner', 'Owner'), text: ownerText(metric) },
    { term: t('info.member', 'In the semantic layer'), text: formatMember(metric) },
  ];
  return facts.filter(({ text }) => text !== '');
}

function formatMember({ view, id, where = {} }: Metric): string {
  return [`${view}.${id}`, ...Object.entries(where).map(([name, value]) => `${view}.${name} = ${value}`)].join(', ');
}

function behaviourText({ behaviour, unit }: Metric): string {
  if (behaviour === 'flow' && unit === 'ratio') {
    return t('info.ratio', 'Over all days of the period together; never averaged over parts of it');
  }
  switch (behaviour) {
    case 'stock':
      return t('info.stock', 'The state on the last day of the period; never added up over days');
    case 'flow':
      return t('info.flow', 'Added up over all days of the period');
    case 'average':
      return t('info.average', 'Averaged over all days of the period');
  }
}

function ownerText({ owner, certified }: Metric): string {
  if (owner === '') {
    return '';
  }
  return certified ? t('info.certified', '{{owner}}, certified', { owner, ...unescaped }) : owner;
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5), margin: 0 }),
  term: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  text: css({ margin: 0, overflowWrap: 'anywhere', fontVariantNumeric: 'tabular-nums' }),
});
