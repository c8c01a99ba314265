import { type Locator, type Page } from '@playwright/test';
import { tags } from './support/tags';
import { expect, test, waitReady } from './support/test';

/*
 * Figures counted by hand from the fixtures (`warehouse/src/loader/fixtures/pkdd99`): the last balance of each account
 * up to the period's last day, 28 April 1993. Accounts 10 and 12 belong to outlets of the region Prague.
 */
const COMMAND_CENTER = '/a/branchlight-command-app/command-center';

/** A key figure at the top; the scorecard below has tiles of the same names. */
const tile = (page: Page, title: string) =>
  page.getByRole('group', { name: 'Key figures' }).getByRole('article', { name: title, exact: true });
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

/** The whole figure stands in the tooltip of the short one; spaces between sign, currency and number vary by locale. */
async function expectFigure(place: Locator, figure: string): Promise<void> {
  await expect(place.locator(`[title*="${figure}"]`).first()).toBeVisible();
}

async function choosePeriod(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Period:/ }).click();
  await page.getByRole('button', { name, exact: true }).click();
  await waitReady(page);
}

test.describe('headquarters', { tag: tags.suite }, () => {
  test('shows the bank in one view, without a scroll for the first answer', async ({ page, open }) => {
    await open(COMMAND_CENTER);
    await expect(page).toHaveURL(/command-center\?/);
    await expectFigure(tile(page, 'Deposit balance'), '36,313.70');
    await expect(page.getByText('Data to Apr 28, 1993')).toBeVisible();
    await expect(section(page, 'What changed and where')).toBeInViewport();
    const regions = section(page, 'Regions').getByRole('listitem');
    await expect(regions.first()).toContainText('Prague');
    await expectFigure(regions.first(), '19,032.30');
    await expect(section(page, 'Outlets').getByRole('row')).toHaveCount(5);
  });

  test('compares a period and splits the change into parts that add up', async ({ page, open }) => {
    await open(COMMAND_CENTER);
    await choosePeriod(page, 'This month');
    await expect(tile(page, 'Deposit balance')).toContainText(/\+37\.1/);
    const movers = section(page, 'What changed and where');
    await expectFigure(movers.getByRole('button', { name: /Prague/ }), '4,805.80');
    await expectFigure(movers.getByRole('button', { name: /north Moravia/ }), '2,522.90');
    await expectFigure(movers.getByRole('button', { name: /east Bohemia/ }), '2,502.90');
    await expect(movers.getByText('Change in total').locator('..')).toContainText(/\+Kč.9\.83/);
  });

  test('drills to region and outlet and back, with period, metric and comparison kept', async ({ page, open }) => {
    await open(COMMAND_CENTER);
    await choosePeriod(page, 'This month');
    await tile(page, 'Net deposit inflow').getByRole('button', { name: 'Net deposit inflow', exact: true }).click();
    await section(page, 'Regions')
      .getByRole('button', { name: /Prague/ })
      .click();
    await expect(heading(page, 'Prague')).toBeVisible();
    await waitReady(page);
    await expectFigure(tile(page, 'Net deposit inflow'), '4,805.80');
    await expect(page).toHaveURL(/metric=net_inflow/);
    await expect(page).toHaveURL(/region=R01/);

    await section(page, 'Outlets').getByRole('button', { name: 'Hlavni mesto' }).click();
    await expect(heading(page, 'Hlavni mesto')).toBeVisible();
    await waitReady(page);
    await expectFigure(tile(page, 'Net deposit inflow'), '2,292.90');
    await expect(
      tile(page, 'Net deposit inflow').getByRole('button', { name: 'Net deposit inflow', exact: true })
    ).toHaveAttribute('aria-pressed', 'true');

    await page.goBack();
    await expect(heading(page, 'Prague')).toBeVisible();
    await page.reload();
    await waitReady(page);
    await expect(heading(page, 'Prague')).toBeVisible();
    await expectFigure(tile(page, 'Net deposit inflow'), '4,805.80');
    await page.getByRole('navigation', { name: 'Scope' }).getByRole('button').click();
    await waitReady(page);
    await expectFigure(tile(page, 'Net deposit inflow'), '9,831.60');
  });

  test('shows all figures in the scorecard panel, in the scope of the page', async ({ page, open }) => {
    await open(COMMAND_CENTER);
    const figures = section(page, 'All figures');
    const balance = figures.getByRole('article', { name: 'Deposit balance', exact: true });
    await expectFigure(balance, '36,313.70');
    await expect(balance).toContainText('Apr 26, 1993');
    await expect(balance).toContainText('vs. Apr 19, 1993');
    await section(page, 'Outlets').getByRole('button', { name: 'Hlavni mesto' }).click();
    await expect(heading(page, 'Hlavni mesto')).toBeVisible();
    await waitReady(page);
    await expect(balance.locator('[title*="36,313.70"]')).toHaveCount(0);
    await expectFigure(balance, '10,381.60');
  });

  test('finds an outlet and explains a figure', async ({ page, open }) => {
    await open(COMMAND_CENTER);
    await page.getByRole('searchbox', { name: 'Find an outlet' }).fill('kop');
    await expect(section(page, 'Outlets').getByRole('row')).toHaveCount(2);
    await tile(page, 'Deposit balance')
      .getByRole('button', { name: /behind/ })
      .click();
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByText('deposits.balance_end')).toBeVisible();
    await expect(drawer.getByText('Formula')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
  });

  test('says that there are no figures in a period and leads back to some', async ({ page, open }) => {
    await open(`${COMMAND_CENTER}?from=2020-01-01T00:00:00.000Z&to=2020-02-01T00:00:00.000Z`);
    await expect(page.getByText('No figures between these days')).toBeVisible();
    await page.getByRole('button', { name: /^Show / }).click();
    await waitReady(page);
    await expectFigure(tile(page, 'Deposit balance'), '36,313.70');
  });
});

test.describe('scope', { tag: tags.suite }, () => {
  test('a region manager lands on the own region and cannot leave it', async ({ page, open }) => {
    await open(`${COMMAND_CENTER}?region=R02`, 'region.R01');
    await expect(heading(page, 'Prague')).toBeVisible();
    await expect(page.getByText('There is no R02 in what you may see')).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Scope' }).getByRole('button')).toHaveCount(0);
    await expectFigure(tile(page, 'Deposit balance'), '19,032.30');
    await expect(section(page, 'Outlets').getByRole('row')).toHaveCount(3);
  });

  test('a branch manager sees the own outlet only', async ({ page, open }) => {
    await open(`${COMMAND_CENTER}?outlet=B0001`, 'branch.B0069');
    await expect(heading(page, 'Kopec')).toBeVisible();
    await expectFigure(tile(page, 'Deposit balance'), '6,058.80');
    await expect(section(page, 'Outlets')).toHaveCount(0);
    await expect(section(page, 'Regions')).toHaveCount(0);
  });
});

test(
  'on a phone nothing scrolls sideways and the controls lie at the bottom',
  { tag: tags.suite },
  async ({ page, open }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(`${COMMAND_CENTER}?region=R01`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    const period = await page.getByRole('button', { name: /^Period:/ }).boundingBox();
    expect(period?.y).toBeGreaterThan(700);
    await page.getByRole('button', { name: /^Up to / }).click();
    await expect(page).not.toHaveURL(/region=/);
  }
);

test('the page follows the person after a switch', { tag: tags.preview }, async ({ page, open }) => {
  await open(COMMAND_CENTER);
  const switcher = page.getByRole('combobox', { name: 'View as' });
  await switcher.click();
  await switcher.fill('branch.B0002');
  await page.getByRole('option', { name: /branch\.B0002/ }).click();
  await expect(heading(page, 'Horni Lhota')).toBeVisible();
  await waitReady(page);
  await expectFigure(tile(page, 'Deposit balance'), '11,222.60');
});
