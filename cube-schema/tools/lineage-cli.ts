import { describeError, findRepositoryRoot } from '@branchlight/runtime';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildCatalogue } from './catalogue/catalogue';
import { readModel } from './model/read-model';
import { listJobEvents } from './openlineage/list-job-events';

const usage = `npm run lineage -- [--out FILE] [--namespace URI] [--database NAME] [--producer URI]

Writes the lineage of every figure as OpenLineage job events, one JSON object a line: files into tables, steps and views of the warehouse, views of
the semantic layer.
  --out FILE       where to; default standard output
  --namespace URI  of the warehouse, as other tools name it; default postgres://localhost:5432
  --database NAME  its database; default branchlight_demo
  --producer URI   who says this; default urn:branchlight:VERSION
`;

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { out: text, namespace: text, database: text, producer: text, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const root = findRepositoryRoot();
  const catalogue = await buildCatalogue(root, readModel(root));
  const files = catalogue.lineage.graph.derivations.map(({ file }) => file);
  const sql = new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
  const { version }: { version: string } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const events = listJobEvents(catalogue, sql, {
    namespace: values.namespace ?? 'postgres://localhost:5432',
    database: values.database ?? 'branchlight_demo',
    producer: values.producer ?? `urn:branchlight:${version}`,
    time: new Date().toISOString(),
  });
  const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');
  if (values.out === undefined) {
    process.stdout.write(lines);
  } else {
    writeFileSync(values.out, lines);
    process.stdout.write(`Wrote ${events.length} events to ${values.out}.\n`);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
