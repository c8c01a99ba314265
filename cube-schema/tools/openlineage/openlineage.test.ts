import { findRepositoryRoot } from '@branchlight/runtime';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildCatalogue } from '../catalogue/catalogue';
import { readModel } from '../model/read-model';
import { type JobEvent } from './job-event';
import { listJobEvents } from './list-job-events';

const root = findRepositoryRoot();
const ajv = new Ajv2020({ allErrors: true, strictRequired: false, strictTypes: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(path.join(__dirname, 'job-event.schema.json'), 'utf8')));
const isJobEvent = (event: unknown): boolean => validate(event);
let events: JobEvent[];

beforeAll(async () => {
  events = listJobEvents(
    await buildCatalogue(root, readModel(root)),
    new Map([['warehouse/src/mart/sql/08-card-span.sql', 'SELECT 1']]),
    {
      namespace: 'postgres://db:5432',
      database: 'bank',
      producer: 'urn:branchlight:1.0.0',
      time: '2026-01-02T03:04:05.000Z',
    }
  );
});

const find = (name: string) => events.find(({ job }) => job.name === name);
const names = (datasets: Array<{ name: string }> = []) => datasets.map(({ name }) => name);

test('every event is one of the specification, with facets by their published schemas', () => {
  const faults = events.flatMap((event) =>
    isJobEvent(event) ? [] : [`${event.job.name}: ${ajv.errorsText(validate.errors)}`]
  );
  expect(faults).toEqual([]);
  expect(new Set(events.map(({ job }) => job.name)).size).toBe(events.length);
});

test('the schema refuses what the specification does not know', () => {
  const [event] = events;
  expect(isJobEvent({ ...event, run: { runId: 'x' } })).toBe(false);
  expect(isJobEvent({ ...event, producer: 'not a uri' })).toBe(false);
  expect(isJobEvent({ ...event, schemaURL: 'https://openlineage.io/spec/1-0-0/OpenLineage.json' })).toBe(false);
});

test('a file is followed into tables, over steps and into the view', () => {
  const load = find('load.pkdd99.card');
  expect(names(load?.inputs)).toContain('pkdd99/card*.asc');
  expect(names(load?.outputs)).toEqual(['bank.core.card']);
  const step = find('mart.08-card-span');
  expect(names(step?.inputs)).toEqual(expect.arrayContaining(['bank.core.card', 'bank.core.transaction']));
  expect(names(step?.outputs)).toEqual(['bank.mart.card_span']);
  expect(step?.job.facets.sql).toMatchObject({ query: 'SELECT 1', dialect: 'postgres' });
  expect(names(find('mart.04-card-cell')?.inputs)).toContain('bank.mart.card_span');
  const view = find('semantic.cards');
  expect(names(view?.inputs)).toEqual(['bank.mart.card_change', 'bank.mart.card_state', 'bank.mart.outlet']);
  expect(view?.outputs).toMatchObject([
    {
      namespace: 'branchlight',
      name: 'views.cards',
      facets: {
        documentation: { description: expect.stringMatching(/\. Organisation: region_code > outlet_code$/) },
        schema: {
          fields: expect.arrayContaining([
            expect.objectContaining({
              name: 'spend',
              type: 'measure',
              description: expect.stringMatching(/Drills down to region_code, region, outlet_code, outlet, product$/),
            }),
          ]),
        },
      },
    },
  ]);
});

test('no temporary table is told, and every table that is read is written by some job or kept by hand', () => {
  const tables = events
    .flatMap(({ inputs, outputs }) => [...inputs, ...outputs])
    .filter(({ namespace }) => namespace === 'postgres://db:5432');
  expect(tables.filter(({ name }) => !/^bank\.(?:core|mart|ops)\.[a-z_]+$/.test(name))).toEqual([]);
  const written = new Set(events.flatMap(({ outputs }) => names(outputs)));
  const unwritten = new Set(
    events.flatMap(({ inputs }) => names(inputs)).filter((name) => name.startsWith('bank.mart.') && !written.has(name))
  );
  expect([...unwritten]).toEqual([]);
});
