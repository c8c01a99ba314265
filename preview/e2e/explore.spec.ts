import { type Page } from '@playwright/test';
import { tags } from './support/tags';
import { expect, test, waitReady } from './support/test';

const json = (page: Page) => page.getByRole('textbox', { name: /^Cube query as JSON/ });

/** Writes a query as JSON and goes back to the form. */
async function writeQuery(page: Page, query: object): Promise<void> {
  await page.getByRole('radio', { name: 'JSON' }).check();
  await json(page).fill(JSON.stringify(query));
  await json(page).press('Control+Enter');
  await page.getByRole('radio', { name: 'Form' }).check();
  await waitReady(page);
}

const byOutlet = { measures: ['deposits.balance_end'], dimensions: ['deposits.outlet'], limit: 100 };

test.describe('explore', { tag: tags.bothReacts }, () => {
  test('is found in the navigation and asks with a few clicks', async ({ page, open }) => {
    await open('/', 'branch.B0069');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Explore', exact: true }).click();
    await expect(page.getByText('Nothing to show. Choose what to ask about, or a longer period.')).toBeVisible();
    await page.getByRole('combobox', { name: 'View', exact: true }).click();
    await page.getByRole('option', { name: /^Deposits/ }).click();
    await waitReady(page);
    await expect(page.getByRole('grid').getByRole('columnheader')).toHaveCount(1);
    await page.getByRole('combobox', { name: 'Group by' }).click();
    await page.getByRole('option', { name: /^Outlet Name of the outlet/ }).click();
    await page.keyboard.press('Escape');
    await waitReady(page);
    // A branch manager's own outlet, and no other.
    await expect(page.getByRole('grid').getByRole('row')).toHaveCount(2);
  });

  test('goes down from the bank to its regions and outlets, and up again', async ({ page, open }) => {
    await open('/explore');
    await writeQuery(page, { measures: ['deposits.balance_end'], limit: 100 });
    const way = page.getByRole('group', { name: 'Organisation' });
    const columns = page.getByRole('grid').getByRole('columnheader');
    await expect(way.getByRole('button', { name: 'All' })).toHaveAttribute('aria-pressed', 'true');
    await way.getByRole('button', { name: 'Region' }).click();
    await expect(columns).toHaveText([/^Region code/, /^Region/, /^Deposit balance/]);
    await way.getByRole('button', { name: 'Outlet' }).click();
    await expect(columns).toHaveText([/^Outlet code/, /^Outlet/, /^Deposit balance/]);
    await waitReady(page);
    expect(await page.getByRole('grid').getByRole('row').count()).toBeGreaterThan(2);
    await way.getByRole('button', { name: 'All' }).click();
    await expect(columns).toHaveText([/^Deposit balance/]);
  });

  test('suggests values of the data and filters by the one that is chosen', async ({ page, open }) => {
    await open('/explore');
    await writeQuery(page, byOutlet);
    const cells = page.getByRole('grid').getByRole('gridcell');
    const name = (await cells.first().textContent()) ?? '';
    expect(name).not.toBe('');
    await page.getByRole('button', { name: 'Add filter' }).click();
    await page.getByRole('combobox', { name: 'Filter by' }).click();
    await page.getByRole('option', { name: /^Outlet Name of the outlet/ }).click();
    await page.getByRole('combobox', { name: 'Value' }).fill(name.slice(0, 4));
    await page.getByRole('option', { name, exact: true }).click();
    await page.keyboard.press('Escape');
    await waitReady(page);
    await expect(page.getByRole('grid').getByRole('row')).toHaveCount(2);
    await expect(cells.first()).toHaveText(name);
    await page.getByRole('button', { name: `Remove ${name}` }).click();
    await page.getByRole('button', { name: 'Remove filter on Outlet' }).click();
    await waitReady(page);
    expect(await page.getByRole('grid').getByRole('row').count()).toBeGreaterThan(2);
  });

  test('keeps a query through form and JSON, and JSON that is no query yet', async ({ page, open }) => {
    await open('/explore');
    const query = { ...byOutlet, filters: [{ or: [{ member: 'deposits.outlet', operator: 'set' }] }], offset: 1 };
    await writeQuery(page, query);
    await expect(page.getByText('Skips the first 1 rows; change it in the JSON')).toBeVisible();
    await page.getByRole('radio', { name: 'JSON' }).check();
    expect(JSON.parse(await json(page).inputValue())).toEqual(query);
    await json(page).fill('{"measure": []}');
    await expect(page.getByText(/"measure" is not known here: did you mean "measures"/)).toBeVisible();
    await page.getByRole('radio', { name: 'Form' }).check();
    await page.getByRole('button', { name: 'Go on in the JSON' }).click();
    await expect(json(page)).toHaveValue('{"measure": []}');
  });

  test('shows an analyst the SQL with its parameters', async ({ page, open }) => {
    await open('/explore', 'hq.analyst');
    await writeQuery(page, {
      ...byOutlet,
      filters: [{ member: 'deposits.outlet', operator: 'contains', values: ['Pra'] }],
    });
    await page.getByRole('button', { name: 'SQL of this query' }).click();
    const sql = page.getByRole('region', { name: 'SQL of the query' });
    await expect(sql).toContainText('"deposit_period".outlet');
    await expect(sql.getByRole('listitem').filter({ hasText: 'Pra' }).first()).toBeVisible();
    await expect(sql.getByRole('button', { name: 'Copy SQL' })).toBeVisible();
  });

  test.describe('for others', () => {
    test.use({ allowedErrors: [/status of 403/] });

    test('explains that the SQL is for analysts', async ({ page, open }) => {
      await open('/explore', 'hq.exec');
      await writeQuery(page, byOutlet);
      await page.getByRole('button', { name: 'SQL of this query' }).click();
      await expect(page.getByText('The SQL is for analysts')).toBeVisible();
      await expect(page.getByText(/ask an analyst, or for the role in ops\.viewer/)).toBeVisible();
    });
  });

  test('fits on a phone', async ({ page, open }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open('/explore');
    const filters = [
      { member: 'deposits.date', operator: 'inDateRange', values: ['1993-01-01', '1993-03-31'] },
      { or: [{ and: [{ member: 'deposits.outlet', operator: 'set' }] }] },
    ];
    await writeQuery(page, { ...byOutlet, filters });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
