import { tags } from './support/tags';
import { expect, test, waitReady } from './support/test';

test.describe('shell', { tag: tags.preview }, () => {
  test('opens the first page and says that it is not Grafana', async ({ page, open }) => {
    await open('/');
    await expect(page).toHaveURL(/\/a\/branchlight-command-app\//);
    await expect(page).toHaveTitle(/Branchlight/);
    await page.getByRole('button', { name: 'Preview, not Grafana' }).click();
    await expect(page.getByText('This is the preview, not Grafana')).toBeVisible();
  });

  test('lists the pages of the app and the provisioned dashboards', async ({ page, open }) => {
    await open('/');
    const navigation = page.getByRole('navigation', { name: 'Pages' });
    await expect(navigation.getByRole('link', { name: 'Command center' })).toHaveAttribute('aria-current', 'page');
    const search: unknown = await (await page.request.get('/api/search?type=dash-db')).json();
    const titles = Array.isArray(search) ? search.map(({ title }) => String(title)) : [];
    expect(titles.length).toBeGreaterThan(0);
    for (const title of titles) {
      await expect(navigation.getByRole('link', { name: title })).toBeVisible();
    }
  });

  test('switches between light and dark and remembers it', async ({ page, open }) => {
    await open('/');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await page.getByRole('button', { name: 'Use dark colours' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });

  test('speaks Spanish after the language is changed', async ({ page, open }) => {
    await open('/');
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitem', { name: 'Español' }).click();
    await expect(page.getByRole('button', { name: 'Vista previa, no es Grafana' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'es-ES');
    await waitReady(page);
  });

  test('moves the focus past the navigation', async ({ page, open }) => {
    await open('/');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to content' });
    await expect(skip).toBeFocused();
    await skip.press('Enter');
    await expect(page).toHaveURL(/#page$/);
  });

  test('keeps the navigation in a menu on a phone', async ({ page, open }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open('/');
    await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Preview, not Grafana' })).toBeInViewport();
    await page.getByRole('button', { name: 'Open menu' }).click();
    await expect(page.getByRole('dialog').getByRole('link', { name: 'Command center' })).toBeVisible();
    await expect(page.getByRole('dialog').getByRole('combobox', { name: 'View as' })).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

test(
  'another person is found by name and sees the suite through their eyes',
  { tag: tags.preview },
  async ({ page, open }) => {
    await open('/');
    const answer: unknown = await (await page.request.get('/preview/viewers?search=branch.')).json();
    const branch =
      typeof answer === 'object' && answer !== null && 'items' in answer && Array.isArray(answer.items)
        ? answer.items.at(-1)
        : undefined;
    expect(branch?.login).toMatch(/^branch\.B/);
    const switcher = page.getByRole('combobox', { name: 'View as' });
    await switcher.click();
    await switcher.fill(branch.login);
    await page.getByRole('option', { name: new RegExp(branch.login) }).click();
    await page.waitForLoadState('load');
    await expect(page.getByRole('combobox', { name: 'View as' })).toHaveValue(branch.title);
    await waitReady(page);
    const boot: unknown = await (await page.request.get('/preview/boot')).json();
    expect(boot).toMatchObject({ user: { login: branch.login } });
  }
);

test.describe('an address that leads nowhere', { tag: tags.preview }, () => {
  test.use({ allowedErrors: [/status of 404/] });

  for (const path of ['/a/no-such-app', '/d/no-such-board/x', '/no/such/page']) {
    test(path, async ({ page, open }) => {
      await open(path);
      await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
      await page.getByRole('link', { name: 'To the first page', exact: true }).click();
      await expect(page).toHaveURL(/\/a\/branchlight-command-app\//);
    });
  }
});

test(
  'a provisioned dashboard shows figures of the bank up to its own today',
  { tag: tags.preview },
  async ({ page, open }) => {
    await open('/');
    const search: unknown = await (await page.request.get('/api/search?type=dash-db')).json();
    const url = Array.isArray(search) ? String(search[0]?.url) : '';
    const asked: Array<{ from: string; to: string }> = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/ds/query')) {
        asked.push(request.postDataJSON());
      }
    });
    await open(url);
    const panels = page.getByTestId('data-testid panel content');
    await expect(panels.first()).toBeVisible();
    await expect(page.getByText('This panel could not be loaded')).toHaveCount(0);
    await expect(page.getByText('These data could not be loaded')).toHaveCount(0);
    await expect(panels.filter({ hasText: /\d/ }).first()).toBeVisible();

    const boot: unknown = await (await page.request.get('/preview/boot')).json();
    const today = typeof boot === 'object' && boot !== null && 'today' in boot ? String(boot.today) : '';
    const lastAsked = Math.max(...asked.map(({ to }) => Number(to)));
    expect(Math.abs(lastAsked - Date.parse(`${today}T23:59:59Z`))).toBeLessThan(24 * 3600 * 1000);
  }
);
