import { EXPECTED_TILES } from '../../metrics/catalogue';
import { type Metric } from '../../metrics/metric';
import { type Grain } from '../../period/day';
import { chooseGrain } from '../../period/granularity';
import { comparePeriod, type Period } from '../../period/period';
import { type Scope } from '../../queries/scope';
import { chooseTargetPeriod } from '../../targets/target-period';
import { type PageContext } from './page-context';
import { type Choices } from './url-state';

export type ScopeLevel = 'bank' | 'region' | 'outlet';

/** One step of the scope trail. */
export interface TrailStep {
  level: ScopeLevel;
  name: string;
  /** Where a click leads; undefined where the viewer may not go. */
  target: Scope | undefined;
}

/** A dimension that a metric can be split by. */
export interface SplitOption {
  name: string;
  /** Title from the semantic layer; undefined for regions and outlets, which the page words itself. */
  title: string | undefined;
}

/** What the page shows: the viewer's choices, checked against what they may see and what the bank has. */
export interface Selection {
  level: ScopeLevel;
  scope: Scope;
  /** Code in the address that the viewer's part of the bank does not have. */
  unknownUnit: string | undefined;
  trail: TrailStep[];
  tiles: Metric[];
  /** The chosen tile; undefined when the bank has no data at all. */
  metric: Metric | undefined;
  period: Period;
  compared: Period | undefined;
  grain: Grain;
  byOptions: SplitOption[];
  by: string | undefined;
  splitOptions: SplitOption[];
  split: string | undefined;
  /** Whether outlets can be listed: not within one outlet of a branch manager. */
  showsOutlets: boolean;
}

/** Resolves choices; never widens a scope beyond the viewer's own unit. */
export function resolveSelection(choices: Choices, period: Period, context: PageContext): Selection {
  const { scope, unknownUnit } = resolveScope(choices, context);
  const level = scope.outlet ? 'outlet' : scope.region ? 'region' : 'bank';
  // Counting outlets says nothing within one of them.
  // The pace of the targets is the last tile where there are any.
  const hasPace = context.targets && chooseTargetPeriod(period, context.span.lastDay, context.targets.periods);
  const tiles = context.metrics
    .filter(({ view }) => level !== 'outlet' || view !== 'outlets')
    .slice(0, hasPace ? EXPECTED_TILES - 1 : EXPECTED_TILES);
  const metric = tiles.find(({ id }) => id === choices.metric) ?? tiles[0];
  const byOptions = metric ? listByOptions(metric, level) : [];
  const splitOptions = metric ? listSplitOptions(metric, level, context) : [];
  return {
    level,
    scope,
    unknownUnit,
    trail: buildTrail(scope, context),
    tiles,
    metric,
    period,
    compared: comparePeriod(period, choices.compare),
    grain: chooseGrain(period, context.cadence),
    byOptions,
    by: pick(byOptions, choices.by),
    splitOptions,
    split: pick(splitOptions, choices.split),
    showsOutlets: viewerLevel(context) !== 'outlet',
  };
}

/** The level of the viewer's own unit; staff belong to an outlet. */
export function viewerLevel({ viewer }: PageContext): ScopeLevel {
  const { level } = viewer.unit;
  return level === 'staff' ? 'outlet' : level;
}

function resolveScope(choices: Choices, context: PageContext): { scope: Scope; unknownUnit: string | undefined } {
  const own = ownScope(context);
  const outletCode = own.outlet ?? choices.outlet;
  if (outletCode) {
    const outlet = context.outlets.find(({ code }) => code === outletCode);
    if (outlet) {
      return {
        scope: { region: outlet.regionCode, outlet: outlet.code },
        unknownUnit: foreign(choices, own, outlet.code),
      };
    }
    if (own.outlet) {
      return { scope: own, unknownUnit: foreign(choices, own, own.outlet) };
    }
    return { scope: own, unknownUnit: outletCode };
  }
  const regionCode = own.region ?? choices.region;
  if (!regionCode) {
    return { scope: {}, unknownUnit: undefined };
  }
  if (own.region) {
    const strange = choices.region !== undefined && choices.region !== own.region;
    return { scope: own, unknownUnit: strange ? choices.region : undefined };
  }
  return context.outlets.some((outlet) => outlet.regionCode === regionCode)
    ? { scope: { region: regionCode }, unknownUnit: undefined }
    : { scope: {}, unknownUnit: regionCode };
}

function foreign(choices: Choices, own: Scope, outlet: string): string | undefined {
  if (own.outlet && choices.outlet && choices.outlet !== outlet) {
    return choices.outlet;
  }
  return own.outlet && !choices.outlet && choices.region && choices.region !== own.region ? choices.region : undefined;
}

function ownScope(context: PageContext): Scope {
  const { unit } = context.viewer;
  const find = (level: string) => [unit, ...unit.parents].find((candidate) => candidate.level === level)?.code;
  switch (viewerLevel(context)) {
    case 'bank':
      return {};
    case 'region':
      return { region: unit.code };
    case 'outlet':
      return { region: find('region'), outlet: find('outlet') };
  }
}

function buildTrail(scope: Scope, context: PageContext): TrailStep[] {
  const own = viewerLevel(context);
  const { unit, bank } = context.viewer;
  const named = [unit, ...unit.parents];
  const trail: TrailStep[] = [{ level: 'bank', name: bank.name, target: own === 'bank' ? {} : undefined }];
  if (scope.region) {
    const name =
      context.outlets.find(({ regionCode }) => regionCode === scope.region)?.regionName ??
      named.find(({ code }) => code === scope.region)?.name;
    trail.push({
      level: 'region',
      name: name || scope.region,
      target: own === 'outlet' ? undefined : { region: scope.region },
    });
  }
  if (scope.outlet) {
    const name =
      context.outlets.find(({ code }) => code === scope.outlet)?.name ??
      named.find(({ code }) => code === scope.outlet)?.name;
    trail.push({ level: 'outlet', name: name || scope.outlet, target: { ...scope } });
  }
  return trail;
}

function listByOptions(metric: Metric, level: ScopeLevel): SplitOption[] {
  const below = level === 'bank' ? metric.units : metric.units.slice(metric.units.indexOf(level) + 1);
  return [...below.map((name) => ({ name, title: undefined })), ...metric.categories];
}

function listSplitOptions(metric: Metric, level: ScopeLevel, context: PageContext): SplitOption[] {
  const seesRegions = viewerLevel(context) === 'bank' && level !== 'outlet' && metric.units.includes('region');
  return [...(seesRegions ? [{ name: 'region', title: undefined }] : []), ...metric.categories];
}

function pick(options: SplitOption[], wanted: string | undefined): string | undefined {
  return (options.find(({ name }) => name === wanted) ?? options[0])?.name;
}
