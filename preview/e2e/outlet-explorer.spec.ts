import { type Page } from '@playwright/test';
import { selectors } from '@grafana/e2e-selectors';
import { z } from 'zod';
import { tags } from './support/tags';
import { expect, test, waitReady } from './support/test';

const RANGE = 'from=1992-12-31T23:00:00.000Z&to=1993-04-28T21:59:59.999Z';
const BOARD = `/d/branchlight-outlet-explorer?${RANGE}`;

const panel = (page: Page, title: string) => page.getByTestId(selectors.components.Panels.Panel.title(title));
const rows = (page: Page, title: string) => panel(page, title).getByRole('grid').getByRole('row');

const bodySchema = z.looseObject({ queries: z.array(z.looseObject({ adhocFilters: z.unknown().optional() })) });

test.describe('outlet explorer', { tag: tags.bothReacts }, () => {
  test('shows all outlets at first, without a list of them in the question', async ({ page, open }) => {
    const asked: string[] = [];
    page.on('request', (request) => request.url().includes('/api/ds/query') && asked.push(request.postData() ?? ''));
    await open(BOARD);
    expect(await rows(page, 'Outlets').count()).toBeGreaterThan(2);
    expect(asked.some((body) => body.includes('deposits.balance_end'))).toBe(true);
    expect(asked.filter((body) => body.includes('$__all'))).toEqual([]);
  });

  test('offers the outlets of the chosen region only', async ({ page, open }) => {
    await open(BOARD);
    const all = await rows(page, 'Outlets').count();
    await open(`${BOARD}&var-region=R01`);
    const some = await rows(page, 'Outlets').count();
    expect(some).toBeLessThan(all);
    const names = await panel(page, 'Outlets').getByRole('gridcell', { name: /./ }).allTextContents();
    await page.getByRole('combobox').nth(2).click();
    const offered = (await page.getByRole('option').allTextContents()).filter((text) => !/^(All|Selected)/.test(text));
    expect(offered.length).toBe(some - 1);
    expect(offered.every((name) => names.includes(name))).toBe(true);
  });

  test('applies an ad-hoc filter where a view has its member, and says where it has not', async ({ page, open }) => {
    const answers: Array<Promise<unknown>> = [];
    page.on('response', (response) => response.url().includes('/api/ds/query') && answers.push(response.json()));
    await open(`${BOARD}&var-filters=tier%7C%3D%7Cbasic`);
    await waitReady(page);
    const notices = JSON.stringify(await Promise.all(answers)).match(/is not applied here: [^"\\]*/g) ?? [];
    expect(notices.join()).toContain('is not applied here: Loans has no');
    expect(notices.join()).not.toContain('Deposits has no');
    await expect(
      panel(page, 'Loans by status').getByRole('button', { name: /is not applied here: Loans has no/ })
    ).toBeVisible();
    await expect(rows(page, 'Customers by tier')).toHaveCount(2);
  });

  test('lets a person add a filter with values of the data', async ({ page, open }) => {
    await open(BOARD);
    const sent = page.waitForRequest((request) => {
      const body = request.url().includes('/api/ds/query') ? bodySchema.safeParse(request.postDataJSON()) : undefined;
      return body?.data?.queries.some(({ adhocFilters }) => adhocFilters !== undefined) ?? false;
    });
    await page.getByPlaceholder(/label/).click();
    await page.getByRole('option', { name: 'Customer tier' }).click();
    await page.getByRole('option', { name: /^=\s/ }).first().click();
    await page
      .getByRole('option')
      .filter({ hasNotText: /Use custom value/ })
      .first()
      .click();
    await page.keyboard.press('Escape');
    expect((await sent).postData()).toContain('"key":"tier"');
  });
});
