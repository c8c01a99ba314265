import { type Figure } from './ask-side';
import { type FigureChange, type MetricsDiff } from './compare-sides';

/** Rows of one table that are shown; the rest is counted. */
const longestTable = 30;

/** The differences as text for a review. */
export function renderDiff(diff: MetricsDiff, base: string): string {
  const groups = groupChanges(diff.changes);
  return [
    `Compared with ${base}: ${diff.compared} measures asked on both sides; ${diff.added.length} added, ${diff.removed.length} removed, ${diff.redefined.length} defined otherwise, ${new Set(diff.changes.map(({ member }) => member)).size} with other figures.`,
    ...list('Added', diff.added),
    ...list('Removed', diff.removed),
    ...list(
      'Defined otherwise',
      diff.redefined.map(({ member, parts }) => `${member} (${parts.join(', ')})`)
    ),
    ...list(
      'Hierarchies',
      diff.hierarchies.map(
        ({ hierarchy, old, new: now }) => `${hierarchy}: ${describeLevels(now)} instead of ${describeLevels(old)}`
      )
    ),
    ...list(
      'Not asked',
      diff.refusals.map(({ member, side, message }) => `${member}, ${side} model: ${message}`)
    ),
    ...[...groups].flatMap(([title, changes]) => ['', title, ...renderTable(changes)]),
    '',
  ].join('\n');
}

function describeLevels(levels: string[] | null): string {
  return levels?.join(' > ') ?? 'none';
}

function list(title: string, lines: string[]): string[] {
  return lines.length > 0 ? ['', `${title}:`, ...lines.map((line) => `  ${line}`)] : [];
}

function groupChanges(changes: readonly FigureChange[]): Map<string, FigureChange[]> {
  const groups = new Map<string, FigureChange[]>();
  for (const change of changes) {
    const title = `${change.member}, ${change.period}`;
    groups.set(title, [...(groups.get(title) ?? []), change]);
  }
  return groups;
}

function renderTable(changes: readonly FigureChange[]): string[] {
  const rows = [
    ['outlet', 'old', 'new', 'change'],
    ...changes
      .slice(0, longestTable)
      .map((change) => [
        change.unit || '(bank)',
        toText(change.old),
        toText(change.new),
        describeChange(change.old, change.new),
      ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const more = changes.length - longestTable;
  return [
    ...rows.map((row) =>
      `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd()
    ),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function toText(figure: Figure): string {
  const value = Number(figure);
  return figure === null ? 'no value' : Number.isNaN(value) ? figure : String(Math.round(value * 1e6) / 1e6);
}

function describeChange(old: Figure, now: Figure): string {
  const [was, is] = [Number(old), Number(now)];
  if (old === null || now === null || Number.isNaN(was) || Number.isNaN(is) || was === 0) {
    return '';
  }
  const share = ((is - was) / Math.abs(was)) * 100;
  return `${share > 0 ? '+' : ''}${share.toFixed(2)} %`;
}
