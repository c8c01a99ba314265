const { readFileSync } = require('node:fs');
const path = require('node:path');

const file = path.join(__dirname, '..', 'catalogue.json');
const loadsSql = `
  SELECT regexp_replace(table_name, '^core\\.', '') AS name, max(finished_at) AS loaded_at
  FROM ops.load_file WHERE status = 'loaded' GROUP BY 1`;

/** What `npm run metrics` derived from the model, its SQL and the mappings. */
function readCatalogue() {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * What `GET /branchlight/v1/catalogue` answers: lineage and use of the measures of the views that the viewer's groups may ask, and when their tables were
 * loaded. Titles and definitions are in Cube's own description of the model.
 *
 * @param {ReturnType<typeof readCatalogue>} catalogue
 * @param {string[]} viewerGroups - the viewer's
 * @param {{ query(sql: string): Promise<{ rows: Array<{ name: string, loaded_at: Date }> }> }} database
 */
async function describeCatalogue(catalogue, viewerGroups, database) {
  const views = Object.fromEntries(
    Object.entries(catalogue.views).filter(([, { groups }]) => groups.some((group) => viewerGroups.includes(group)))
  );
  const tables = new Set(Object.values(views).flatMap(({ loaded }) => loaded));
  const { rows } = await database.query(loadsSql);
  const loads = new Map(rows.map((row) => [`core.${row.name}`, row.loaded_at.toISOString()]));
  const findLoad = (table) =>
    listFilledTogether(catalogue.tables, table)
      .flatMap((each) => loads.get(each) ?? [])
      .sort()
      .at(-1) ?? null;
  return {
    tables: pick(catalogue.tables, (table) => tables.has(table)),
    views,
    usage: pick(catalogue.usage, (member) => Object.hasOwn(views, member.split('.')[0])),
    loadedAt: Object.fromEntries([...tables].sort().map((table) => [table, findLoad(table)])),
  };
}

/** The table and those that the same files fill: a load is recorded for the first table of its file. */
function listFilledTogether(tables, table) {
  const keysOf = (name) =>
    (tables[name] ?? []).flatMap(({ source, files }) => files.map((file) => `${source} ${file}`));
  const own = new Set(keysOf(table));
  return [table, ...Object.keys(tables).filter((other) => keysOf(other).some((key) => own.has(key)))];
}

function pick(record, isWanted) {
  return Object.fromEntries(Object.entries(record).filter(([key]) => isWanted(key)));
}

module.exports = { readCatalogue, describeCatalogue };
