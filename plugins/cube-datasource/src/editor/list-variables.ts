import { getTemplateSrv } from '@grafana/runtime';

/** The dashboard's variables as they are written in a value. Ad-hoc filters apply by themselves. */
export function listVariables(): string[] {
  return getTemplateSrv()
    .getVariables()
    .filter(({ type }) => type !== 'adhoc')
    .map(({ name }) => `$${name}`);
}
