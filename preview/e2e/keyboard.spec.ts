import { type Page } from '@playwright/test';
import { tags } from './support/tags';
import { expect, test } from './support/test';

interface Stop {
  name: string;
  /** Names of the regions and groups around it, innermost first. */
  inside: string[];
  /** An outline or a shadow, of its own or of what wraps an input. */
  isMarked: boolean;
}

/** Presses Tab until the focus leaves the page's content; what got the focus there, in order. */
async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let press = 0; press < 200; press++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || !element.closest('main')) {
        return undefined;
      }
      const around: string[] = [];
      for (let parent = element.parentElement; parent; parent = parent.parentElement) {
        const labelId = parent.getAttribute('aria-labelledby') ?? '';
        const label = parent.getAttribute('aria-label') ?? document.getElementById(labelId)?.textContent;
        around.push(...(label ? [label] : []));
      }
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
      const name = [
        element.getAttribute('aria-label'),
        document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent,
        ...labels.map((label) => label.textContent),
        element.textContent,
        element.getAttribute('title'),
      ].find((text) => text?.trim());
      const wrapper = element instanceof HTMLInputElement ? element.parentElement : null;
      const isMarked = [element, wrapper ?? element].some((candidate) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(candidate);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      });
      return { name: name?.trim() ?? '', inside: around, isMarked };
    });
    if (stop) {
      stops.push(stop);
    } else if (stops.length > 0) {
      break;
    }
  }
  return stops;
}

test.describe('the command center by keyboard', { tag: tags.suite }, () => {
  test('reaches everything in reading order, by name and with the focus in sight', async ({ page, open }) => {
    await open('/a/branchlight-command-app/command-center');
    const stops = await walk(page);
    const find = (name: RegExp, inside = '') =>
      stops.findIndex((stop) => name.test(stop.name) && (inside === '' || stop.inside.includes(inside)));
    const places = [
      find(/^Period:/),
      find(/^Deposit balance$/, 'Key figures'),
      find(/Prague/, 'Regions'),
      find(/Hlavni mesto/, 'Outlets'),
    ];
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(stops.filter(({ name }) => name === '')).toEqual([]);
    expect(stops.filter(({ isMarked }) => !isMarked).map(({ name }) => name)).toEqual([]);
  });

  test('opens an outlet with Enter and leads back with the scope trail', async ({ page, open }) => {
    await open('/a/branchlight-command-app/command-center');
    const outlet = page.getByRole('region', { name: 'Outlets' }).getByRole('button', { name: 'Hlavni mesto' });
    await outlet.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Hlavni mesto' })).toBeVisible();
    await page.getByRole('navigation', { name: 'Scope' }).getByRole('button').first().focus();
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(/outlet=/);
  });
});
