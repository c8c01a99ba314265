import { type TestDatabase } from '../../../warehouse/src/testing';
import { startCubeProcess, type CubeProcess } from '../support/cube-process';
import { createTestBank, readFixture } from '../support/test-bank';

// One bank and one Cube for all subjects of scope.integration.test.ts: starting them costs more than most of the tests.
export let database: TestDatabase;
export let cube: CubeProcess;

/** Starts the bank and Cube before the tests of a file and ends them afterwards. */
export function startScopedBank(): void {
  beforeAll(async () => {
    database = await createTestBank({ mart: 'derived', facts: readFixture('sales.sql') });
    cube = await startCubeProcess(database.url);
  });
  afterAll(async () => {
    await cube?.stop();
    await database?.drop();
  });
}
