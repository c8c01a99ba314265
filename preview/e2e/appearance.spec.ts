import { tags } from './support/tags';
import { expect, test } from './support/test';

const COMMAND_CENTER = '/a/branchlight-command-app/command-center';

test.describe('appearance of the command center', { tag: tags.suite }, () => {
  for (const [language, keyFigures] of [
    ['en-US', 'Key figures'],
    ['es-ES', 'Cifras clave'],
    ['zh-Hans', '关键指标'],
  ] as const) {
    test(`speaks ${language}`, async ({ page, open, setAppearance }) => {
      await open(COMMAND_CENTER);
      await setAppearance({ language });
      await open(COMMAND_CENTER);
      await expect(page.getByRole('group', { name: keyFigures })).toBeVisible();
    });
  }

  test('has light letters on dark ground in the dark theme', async ({ page, open, setAppearance }) => {
    await open(COMMAND_CENTER);
    await setAppearance({ theme: 'dark' });
    await open(COMMAND_CENTER);
    const heading = page.getByRole('heading', { level: 1 });
    const colour = await heading.evaluate((element) => getComputedStyle(element).color);
    const [red = 0, green = 0, blue = 0] = colour.match(/[\d.]+/g)?.map(Number) ?? [];
    expect(Math.min(red, green, blue), colour).toBeGreaterThan(150);
  });
});
