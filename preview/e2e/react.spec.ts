import { expect, test } from './support/test';
import { tags } from './support/tags';

/** A check that runs on React 18 while it is said to run on 19 finds nothing and passes. */
test('page and plugins run on the React that is asked for', { tag: tags.bothReacts }, async ({ page, open }) => {
  await open('/a/branchlight-command-app/command-center');
  const versions = await page.evaluate(() => {
    const shared: unknown = System.get('host:react');
    return {
      page: document.documentElement.dataset.react,
      plugins: typeof shared === 'object' && shared !== null && 'version' in shared ? shared.version : undefined,
    };
  });
  expect(versions.page).toMatch(new RegExp(`^${process.env.BRANCHLIGHT_REACT ?? '18'}\\.`));
  expect(versions.plugins).toBe(versions.page);
});
