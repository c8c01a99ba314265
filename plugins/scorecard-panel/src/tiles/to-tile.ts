import {
  type Direction,
  formatPeriod,
  guessGranularity,
  readUnit,
  type TileProps,
  unescaped,
} from '@branchlight/panel-kit';
import { type Field } from '@grafana/data';
import { t } from '@grafana/i18n';
import { type ScorecardOptions } from '../options/options';
import { type Figure } from './read-figures';
import { readStatus } from './read-status';

export interface TileContext {
  options: ScorecardOptions;
  /** Grafana's zone of the dashboard: `browser`, `utc` or an IANA name. */
  timeZone: string;
  /** Keeps the figures and marks them while new ones load. */
  isUpdating: boolean;
}

/** What a figure's tile shows; without room for it the spark line is left to the caller to drop. */
export function toTile(figure: Figure, { options, timeZone, isUpdating }: TileContext): TileProps & { key: string } {
  const { field, value, compared, points } = figure;
  const status = options.showStatus ? readStatus(field, value) : undefined;
  const label = createPeriodLabel(figure, timeZone);
  const mayCompare =
    value !== null &&
    (options.compareWith === 'query' || (options.compareWith === 'previous' && figure.time !== undefined));
  const link = field.getLinks?.({ valueRowIndex: figure.row })[0];
  return {
    key: figure.key,
    title: figure.title,
    description: field.config.description,
    value,
    unit: readUnit(field.config.unit),
    decimals: field.config.decimals ?? undefined,
    state: value === null ? 'empty' : isUpdating ? 'updating' : 'ready',
    message: t('tile.empty', 'No value in this period. Choose a longer one or other filters.'),
    compared,
    comparedLabel: options.compareLabel || nameComparison(figure, label),
    noChange: mayCompare ? t('tile.no-comparison', 'Nothing to compare with') : undefined,
    direction: readDirection(field),
    spark: options.showSpark && points.length > 1 ? points : undefined,
    age: figure.time === undefined ? undefined : label(figure.time),
    status: status && { level: status },
    href: link?.href,
    variant: 'plain',
  };
}

function nameComparison({ comparedTime }: Figure, label: (time: number) => string): string | undefined {
  return comparedTime === undefined
    ? undefined
    : t('tile.versus', 'vs. {{period}}', { period: label(comparedTime), ...unescaped });
}

function createPeriodLabel({ points }: Figure, timeZone: string): (time: number) => string {
  const granularity = guessGranularity(points.map(({ time }) => time));
  const zone = timeZone === 'browser' ? Intl.DateTimeFormat().resolvedOptions().timeZone : timeZone;
  return (time) => formatPeriod(time, { granularity, timeZone: zone, style: 'full' });
}

function readDirection({ config }: Field): Direction {
  const custom: unknown = config.custom;
  const direction =
    typeof custom === 'object' && custom !== null && 'direction' in custom ? custom.direction : undefined;
  return direction === 'up' || direction === 'down' ? direction : 'none';
}
