import { t } from '@grafana/i18n';
import { type Metric } from '../../metrics/metric';
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
