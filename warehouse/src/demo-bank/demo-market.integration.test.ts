import { applyBankSettings } from '../settings';
import { createTestDatabase, type TestDatabase } from '../testing';
import { generateDemoBank } from './generate-demo-bank';
import { checkMarket } from './testing/market-checks';
import { checkStaff, checkVisits } from './testing/outlet-checks';
import { checkContacts, checkReferrals } from './testing/sales-checks';

jest.setTimeout(600_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await applyBankSettings(database.client, { bank: 'demo' });
  await generateDemoBank({ client: database.client, scale: 4, seed: 1 });
});
afterAll(() => database.drop());
const read = async (sql: string) => (await database.client.query<Record<string, unknown>>(sql)).rows;

describe('staff of the demo bank', () => checkStaff(read));
describe('queues of the demo bank', () => checkVisits(read));
describe('contacts of the demo bank', () => checkContacts(read));
describe('referrals of the demo bank', () => checkReferrals(read));
describe('the market of the demo bank', () => checkMarket(read));
