import { unescaped } from '@branchlight/panel-kit';
import { t } from '@grafana/i18n';
import { type Metric } from '../../metrics/metric';
import { wordCategory } from '../../shared/word-category';
import { type SplitOption } from './selection';

/** A dimension as a choice: "Region", or the semantic layer's title. */
export function splitText({ name, title }: SplitOption): string {
  if (name === 'region') {
    return t('split.region', 'Region');
  }
  return name === 'outlet' ? t('split.outlet', 'Outlet') : (title ?? name);
}

/** The dimension of this name as a choice. */
export function splitTextOf(name: string, { categories }: Metric): string {
  return splitText({ name, title: categories.find((category) => category.name === name)?.title });
}

/** What the values of this dimension are called; nothing for regions and outlets, which have names. */
export function wordsOf(name: string, { categories }: Pick<Metric, 'categories'>): Record<string, string> {
  return categories.find((category) => category.name === name)?.words ?? {};
}

/** A filter as people read it: "Customer tier: Premium". */
export function filterText(name: string, value: string, metric: Pick<Metric, 'categories'>): string {
  const title = metric.categories.find((category) => category.name === name)?.title ?? name;
  return t('filter.text', '{{name}}: {{value}}', {
    name: title,
    value: wordCategory(value, wordsOf(name, metric)),
    ...unescaped,
  });
}
