import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tags } from './support/tags';
import { expect, test } from './support/test';

/** As another system would: one posting, sent to the action hub while the suite runs. */
async function sendPosting(dir: string): Promise<unknown> {
  const secrets: unknown = JSON.parse(readFileSync(path.join(dir, 'secrets.json'), 'utf8'));
  const token = Object(secrets).hubIngestToken;
  const hub = Number(new URL(process.env.BRANCHLIGHT_URL ?? '').port) + 1100;
  const posting = {
    trans_id: '990001',
    account_id: '10',
    date: '930428',
    type: 'PRIJEM',
    operation: 'VKLAD',
    amount: 5000,
    balance: 15381.6,
    k_symbol: '',
  };
  const answer = await fetch(`http://127.0.0.1:${hub}/api/ingest/pkdd99?file=transactions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify([posting]),
  });
  return answer.json();
}

test.describe('when data come', { tag: tags.preview }, () => {
  const dir = process.env.BRANCHLIGHT_E2E_DIR;
  test.skip(dir === undefined, 'sends rows, so it runs only on the suite that the tests start themselves');

  test('an open page shows them by itself and says how old they are', async ({ page, open }) => {
    await open('/a/branchlight-command-app/command-center');
    const tile = page.getByRole('article', { name: 'Deposit balance' }).first();
    await expect(tile).toContainText('36.3 K');
    await expect(page.getByText(/Data to Apr 28, 1993, (just loaded|loaded \d+ (min|hr)\. ago)/)).toBeVisible();
    // It would be gone after a reload.
    await page.evaluate(() => document.body.setAttribute('data-same-page', 'yes'));

    expect(await sendPosting(dir ?? '')).toMatchObject({ loaded: 1, rejected: 0 });
    await expect(tile).toContainText('41.3 K', { timeout: 30_000 });
    await expect(page.getByText('Data to Apr 28, 1993, just loaded')).toBeVisible();
    await expect(page.locator('body[data-same-page]')).toBeVisible();
  });
});
