import path from 'node:path';
import { type Origin } from '../lineage/table-origins';
import { type Catalogue, type CatalogueHierarchy, type CatalogueMeasure, type CatalogueView } from './catalogue';
import { howToCount } from './how-to-count';
import { type UsageKind } from './usage';

const units = {
  currency: "the bank's currency",
  count: 'count',
  ratio: 'ratio',
  hours: 'hours',
  minutes: 'minutes',
  by_metric: "that of the row's metric",
};
const directions = { up: 'a rise is good', down: 'a fall is good', none: 'neither rise nor fall is good as such' };
const kinds: Record<UsageKind, string> = { board: 'board', page: 'page', rule: 'alert rule', playbook: 'playbook' };

/** docs/metrics.md. */
export function renderMetrics(catalogue: Catalogue): string {
  const views = [...catalogue.views].sort((a, b) => a.view.name.localeCompare(b.view.name));
  const count = views.reduce((sum, { measures }) => sum + measures.length, 0);
  return `${[
    '# Metrics',
    '',
    `All ${count} measures of the ${views.length} views, what they mean and where they come from. \`npm run metrics\` writes this page from the model, the SQL`,
    'of the warehouse, the mappings and the tests; `npm run model:check` fails when it is out of date. Change the model, not this page',
    '([how](add-a-metric.md)). How fresh the tables are is shown live, in the catalogue of the app; definitions in other languages as well.',
    '',
    '- **Summed over time: no** marks stocks, which are taken on the last day of a period, and ratios, which divide sums.',
    '- **Drill down** names the ways down through the view as far as the figure has them (`>` leads to a finer level), then what else it can be looked at by.',
    '- **Comes from** names the tables that the view asks, then the loaded tables that these are derived from. Who fills those stands',
    '  [below](#loaded-tables).',
    '- **By** lists what a view can be asked by, with what each value means.',
    '- Words that formulas share are explained [here](#how-to-count).',
    '',
    ...views.map(({ view, measures }) => `- [${view.title ?? view.name}](#${toAnchor(view.name)}): ${measures.length}`),
    '',
    ...howToCount,
    '',
    ...views.flatMap((view) => renderView(view)),
    ...renderTables(catalogue),
  ].join('\n')}`;
}

function toAnchor(name: string): string {
  return `view-${name.replaceAll('_', '-')}`;
}

function renderView({ view, cube, measures, hierarchies, lineage }: CatalogueView): string[] {
  const by = view.members.filter(({ name }) => !measures.some(({ member }) => member === `${view.name}.${name}`));
  return [
    `## View ${view.name.replaceAll('_', ' ')}`,
    '',
    `${view.description ?? ''}. Asked as \`${view.name}\`, by:`,
    '',
    ...by.map(({ name, description }) => `- \`${name}\`: ${description ?? ''}`),
    '',
    `Comes from ${list(lineage.asks)} (cube \`${cube}\`)${
      lineage.asks.join() === lineage.loaded.join() ? '' : `, derived from ${list(lineage.loaded)}`
    }. Open to ${view.policies.map(({ group }) => group).join(', ')}.`,
    '',
    ...(hierarchies.length === 0
      ? []
      : [`Hierarchies: ${hierarchies.map(({ title, levels }) => `${title} (${renderPath(levels)})`).join('; ')}.`, '']),
    ...measures.flatMap((measure) => renderMeasure(measure, hierarchies)),
  ];
}

/** The ways down that a figure has, then what is on none of them; the name that belongs to a code goes without saying. */
function renderDrill({ drillMembers }: CatalogueMeasure, hierarchies: readonly CatalogueHierarchy[]): string {
  const paths = hierarchies
    .map(({ levels }) => levels.filter((level) => drillMembers.includes(level)))
    .filter((levels) => levels.length > 0);
  const others = drillMembers.filter(
    (name) => !paths.some((levels) => levels.includes(name)) && !drillMembers.includes(`${name}_code`)
  );
  return [...paths.map(renderPath), ...others.map((name) => `\`${name}\``)].join('; ') || 'nothing';
}

function renderPath(levels: readonly string[]): string {
  return levels.map((name) => `\`${name}\``).join(' > ');
}

function renderMeasure(measure: CatalogueMeasure, hierarchies: readonly CatalogueHierarchy[]): string[] {
  const {
    member,
    title,
    description,
    formula,
    unit,
    direction,
    owner,
    certified,
    semi_additive: isSemiAdditive,
  } = measure;
  return [
    `### ${title}`,
    '',
    `\`${member}\`: ${description}.`,
    '',
    `- Formula: ${formula}`,
    `- Unit: ${units[unit]}; ${directions[direction]}. Summed over time: ${isSemiAdditive ? 'no' : 'yes'}`,
    `- Drill down: ${renderDrill(measure, hierarchies)}`,
    `- Owner: ${owner}; ${certified ? 'certified' : 'not certified yet'}`,
    `- Used by: ${
      measure.usage.length === 0
        ? 'nothing yet'
        : measure.usage.map(({ kind, title: name, file }) => `[${name}](../${file}) (${kinds[kind]})`).join(', ')
    }`,
    `- Defined in [${path.posix.basename(measure.file)}](../${measure.file}), proved by ${
      measure.tests.length === 0
        ? 'no test yet'
        : measure.tests.map((file) => `[${path.posix.basename(file)}](../${file})`).join(', ')
    }`,
    '',
  ];
}

function renderTables({ views, lineage }: Catalogue): string[] {
  const tables = [...new Set(views.flatMap((view) => view.lineage.loaded))].sort();
  return [
    '## Loaded tables',
    '',
    '| table | filled by |',
    '|---|---|',
    ...tables.map(
      (table) =>
        `| \`${table}\` | ${(lineage.origins.get(table) ?? []).map(renderOrigin).join('; ') || describeUnfilled(table)} |`
    ),
    '',
  ];
}

function describeUnfilled(table: string): string {
  return table.startsWith('ops.') ? 'the loader itself' : 'the migrations';
}

function renderOrigin({ source, files }: Origin): string {
  return files.length === 0 ? source : `${source}: ${files.map((file) => `\`${file}\``).join(', ')}`;
}

function list(names: string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
