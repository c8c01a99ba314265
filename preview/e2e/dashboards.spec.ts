import { type Page } from '@playwright/test';
import { selectors } from '@grafana/e2e-selectors';
import { tags } from './support/tags';
import { expect, test } from './support/test';

/*
 * Provisioned dashboards, with Grafana's own names for the parts of a panel. The range is written out: in a Grafana `now` is the wall
 * clock, and the fixtures end on 28 April 1993.
 */
const SCORECARD = '/d/branchlight-hq-scorecard?from=1992-12-31T23:00:00.000Z&to=1993-04-28T21:59:59.999Z';

const panel = (page: Page, title: string) => page.getByTestId(selectors.components.Panels.Panel.title(title));

test.describe('headquarters scorecard', { tag: tags.suite }, () => {
  test('shows the figures of the bank', async ({ page, open }) => {
    await open(SCORECARD);
    await expect(panel(page, 'Deposit balance').locator('[title*="36,313.70"]').first()).toBeVisible();
    await expect(panel(page, 'Net deposit inflow')).toContainText(/\d/);
  });

  test('shows a region manager the own region', async ({ page, open }) => {
    await open(SCORECARD, 'region.R01');
    await expect(panel(page, 'Deposit balance').locator('[title*="19,032.30"]').first()).toBeVisible();
    await expect(panel(page, 'Deposit balance').locator('[title*="36,313.70"]')).toHaveCount(0);
  });
});
