import { type FileResult } from '@branchlight/warehouse';

/** What became of a file, in one line. */
export function describeFile({ file, loaded, rejected, unchanged, warnings }: FileResult): string {
  const parts = [`${count(loaded)} rows`];
  if (rejected > 0) {
    parts.push(`${count(rejected)} rejected`);
  }
  if (warnings > 0) {
    parts.push(`${count(warnings)} ${warnings === 1 ? 'field' : 'fields'} without a usable value`);
  }
  if (unchanged > 0) {
    parts.push(`${count(unchanged)} of them were there already`);
  }
  return `${file}: ${parts.join(', ')}`;
}

/** A line for each of the first rejected rows; none for a refused file, whose message has them. */
export function describeRejected({ status, samples }: FileResult): string[] {
  return status === 'refused' ? [] : samples.map(({ line, reason }) => `  line ${line} rejected: ${reason}`);
}

function count(rows: number): string {
  return rows.toLocaleString('en-US');
}
