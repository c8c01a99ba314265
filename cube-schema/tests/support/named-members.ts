/** A view in Cube's answer to /v1/meta. */
interface MetaView {
  name: string;
  measures: Array<{ name: string; drillMembers: string[] }>;
  dimensions: Array<{ name: string }>;
  hierarchies: Array<{ name: string; levels: string[] }>;
}

export function readMetaViews(text: string): MetaView[] {
  return JSON.parse(text).cubes;
}

/**
 * Members of views that an answer of /v1/meta names anywhere without describing them: in folders, hierarchies, drill members or places yet to come.
 *
 * @param views - names of all views of the model
 */
export function listUndescribed(text: string, views: ReadonlySet<string>): string[] {
  const described = new Set(
    readMetaViews(text).flatMap(({ measures, dimensions, hierarchies }) =>
      [...measures, ...dimensions, ...hierarchies].map(({ name }) => name)
    )
  );
  const named = [...text.matchAll(/"(\w+)\.(\w+)"/g)].flatMap(([, view = '', name = '']) =>
    views.has(view) ? [`${view}.${name}`] : []
  );
  return [...new Set(named)].filter((member) => !described.has(member)).sort();
}
