import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Page } from '@playwright/test';
import { tags } from './support/tags';
import { expect, test } from './support/test';

const root = path.join(__dirname, '../..');
const commandCenter = '/a/branchlight-command-app/command-center';

/** Everything of a page that is read or read out, one text a line. */
async function readPage(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const isHidden = (element: Element) => element.getClientRects().length === 0;
    for (const element of document.body.querySelectorAll('*')) {
      if (['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(element.tagName) || isHidden(element)) {
        continue;
      }
      found.push(...['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''));
      found.push(
        ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent ?? '')
      );
    }
    return found;
  });
  return [...new Set(texts.flatMap((text) => text.split('\n')).map((text) => text.trim()))].filter(Boolean);
}

/** English texts of the suite that hold a word, without those that are put together with a value. */
function listEnglishTexts(): Set<string> {
  const files = globSync(['plugins/*/src/locales/en-US/*.json', 'packages/*/src/locales/en-US/*.json'], { cwd: root });
  const texts = files.flatMap((file) => listTexts(JSON.parse(readFileSync(path.join(root, file), 'utf8'))));
  return new Set(texts.filter((text) => /\p{L}{3}/u.test(text) && !text.includes('{{')));
}

function listTexts(value: unknown): string[] {
  return typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(listTexts);
}

/** What is the same in all languages: names that the bank's files give, and what a dashboard's author wrote. */
async function listNames(page: Page, dashboard: string): Promise<Set<string>> {
  const query = { dimensions: ['outlets.region', 'outlets.outlet'] };
  const units: unknown = await (
    await page.request.post('/api/ds/query', {
      data: {
        from: 'now-1d',
        to: 'now',
        queries: [
          {
            refId: 'A',
            datasource: { type: 'branchlight-cube-datasource', uid: 'branchlight-cube' },
            query,
            format: 'table',
          },
        ],
      },
    })
  ).json();
  const sources = ['/preview/boot', '/preview/viewers?search=', '/api/search', `/api/dashboards/uid/${dashboard}`];
  const others = await Promise.all(sources.map(async (source) => (await page.request.get(source)).json()));
  return new Set([units, ...others].flatMap(listTexts));
}

test.describe('in another language', { tag: tags.preview }, () => {
  const pages = [
    ['the command center of headquarters', commandCenter, 'hq.exec'],
    ['the command center of a branch', commandCenter, 'branch.B0001'],
    ['the dashboard', '/d/branchlight-hq-scorecard', 'hq.exec'],
  ] as const;

  for (const [name, address, login] of pages) {
    test(`${name} says nothing in English`, async ({ page, open, setAppearance }) => {
      await open(address, login);
      const english = new Set(await readPage(page));
      expect(english.size).toBeGreaterThan(20);
      const names = await listNames(page, 'branchlight-hq-scorecard');
      const suiteTexts = listEnglishTexts();
      for (const language of ['es-ES', 'zh-Hans'] as const) {
        await setAppearance({ language });
        await open(address);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        const shown = await readPage(page);
        // Whatever reads the same in both languages is a name, or was forgotten.
        const same = shown.filter((text) => english.has(text) && /\p{L}{3}/u.test(text) && !names.has(text));
        expect.soft({ language, same: same.filter((text) => !isSameEverywhere(text)) }).toEqual({ language, same: [] });
        const left = shown.filter((text) => suiteTexts.has(text) && !isSameEverywhere(text) && !names.has(text));
        expect.soft({ language, left }).toEqual({ language, left: [] });
      }
    });
  }

  test('titles, units and days are those of the language', async ({ page, open, setAppearance }) => {
    await open('/');
    await setAppearance({ language: 'es-ES' });
    await open(commandCenter);
    const spanish = page.getByRole('article', { name: 'Saldo de depósitos', exact: true }).first();
    await expect(spanish).toContainText(/36,3.mil.Kč/);
    await expect(page.getByText('Datos hasta el 28 abr 1993')).toBeVisible();
    await setAppearance({ language: 'zh-Hans' });
    await open(commandCenter);
    const chinese = page.getByRole('article', { name: '存款余额', exact: true }).first();
    await expect(chinese).toContainText(/Kč.3\.63.万/);
    await expect(page.getByText('数据截至 1993年4月28日')).toBeVisible();
  });
});

/**
 * Names, words that Spanish shares with English, and what Grafana's own parts say: @grafana/ui has no texts but English ones
 * (a Grafana's server brings the others), and Grafana writes figures the same for everybody.
 */
function isSameEverywhere(text: string): boolean {
  const names = /^(Branchlight|Plus|Premium|CES?T)$/;
  const ofGrafana = /^(Zoom out time range|Auto refresh turned off\b.*|All series selected|Edit color for .*)$/;
  const figureOfGrafana = /^-?[A-Z]{3}[\d.,]+[KMB]?$|^[\d.,]+ (K|Mil|Bil)$/;
  return [names, ofGrafana, figureOfGrafana].some((pattern) => pattern.test(text));
}
