import { applyBankSettings } from '../settings';
import { createTestDatabase, type TestDatabase } from '../testing';
import { generateDemoBank } from './generate-demo-bank';
import { checkBankTruths } from './testing/bank-checks';
import { type BankReader } from './testing/bank-reader';
import { checkChurnTruths } from './testing/churn-checks';
import { checkMarket } from './testing/market-checks';
import { checkOnlineTruths } from './testing/online-checks';
import { checkResults, checkVisits } from './testing/outlet-checks';
import { checkCampaigns, checkReferrals } from './testing/sales-checks';

jest.setTimeout(600_000);

const scale = 6;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await applyBankSettings(database.client, { bank: 'demo' });
  await generateDemoBank({ client: database.client, scale, seed: 2 });
});
afterAll(() => database.drop());

const read: BankReader['read'] = async <Row extends object>(sql: string) =>
  (await database.client.query<Row>(sql)).rows;
const reader: BankReader = {
  scale,
  read,
  async readValue(sql) {
    const [row] = await read<{ value: string | number }>(sql);
    return Number(row?.value);
  },
};

describe('a demo bank of another seed and size', () => {
  checkBankTruths(reader);
  checkOnlineTruths(reader);
  checkChurnTruths(reader);
  checkVisits(read, scale);
  checkResults(read);
  checkCampaigns(read);
  checkReferrals(read);
  checkMarket(read);
});
