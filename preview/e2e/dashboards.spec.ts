import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Page } from '@playwright/test';
import { selectors } from '@grafana/e2e-selectors';
import { z } from 'zod';
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

const dashboardSchema = z.looseObject({
  uid: z.string(),
  title: z.string(),
  panels: z.array(z.looseObject({ type: z.string(), title: z.string() })),
});
const folder = path.join(__dirname, '../../provisioning/dashboards/json');
const provisioned = globSync('**/*.json', { cwd: folder }).map((file) =>
  dashboardSchema.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))
);

test.describe('every provisioned dashboard', { tag: tags.suite }, () => {
  // Panels ask only when they are in sight.
  test.use({ viewport: { width: 1440, height: 3000 } });

  for (const { uid, title, panels } of provisioned) {
    test(`${title} shows all of its panels without an error, and figures`, async ({ page, open }) => {
      await open(SCORECARD.replace('branchlight-hq-scorecard', uid));
      await expect(page).toHaveTitle(new RegExp(title.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)));
      await expect(page.getByTestId(selectors.components.Panels.Panel.status('error'))).toHaveCount(0);
      const withFigures: string[] = [];
      for (const item of panels.filter(({ type }) => type !== 'row')) {
        const shown = panel(page, item.title).first();
        const text = (await shown.innerText()).replaceAll(item.title, '').trim();
        // A chart draws its figures on a canvas.
        const hasChart = (await shown.locator('canvas').count()) > 0;
        expect(text !== '' || hasChart, `panel "${item.title}" shows something`).toBe(true);
        if (hasChart || /\d/.test(text)) {
          withFigures.push(item.title);
        }
      }
      // The small bank has no figures for some; those say so in words.
      expect(withFigures).not.toEqual([]);
    });
  }
});
