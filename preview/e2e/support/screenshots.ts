import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumFlags, findChromium } from './browser';
import { waitReady } from './wait-ready';

const sizes = [
  { name: 'wide', width: 1440, height: 900 },
  { name: 'narrow', width: 390, height: 844 },
];

interface Options {
  login: string | undefined;
  /** One that the suite speaks */
  language: string;
  /** The whole page, not only the first screen */
  full: boolean;
}

/**
 * Pictures of one page in two sizes and both themes, to look at.
 *
 * Usage: npx tsx preview/e2e/support/screenshots.ts URL OUT [NAME] [--login LOGIN] [--language es-ES] [--full]
 */
async function takeScreenshots(url: string, outDir: string, name: string, options: Options): Promise<void> {
  const { login, language, full } = options;
  mkdirSync(outDir, { recursive: true });
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
  try {
    for (const size of sizes) {
      for (const theme of ['light', 'dark'] as const) {
        const context = await browser.newContext({ viewport: size, colorScheme: theme, locale: 'en-US' });
        await context.addInitScript(
          (preferences) => {
            window.localStorage.setItem('branchlight.preferences', JSON.stringify(preferences));
          },
          { theme, language }
        );
        const page = await context.newPage();
        page.on('console', (message) => message.type() === 'error' && print(`console error: ${message.text()}`));
        page.on('pageerror', (error) => print(`page error: ${error.message}`));
        if (login) {
          await page.goto(new URL('/', url).href);
          await page.request.post(new URL('/preview/session', url).href, {
            data: { login },
            headers: { origin: new URL(url).origin },
          });
        }
        await page.goto(url);
        await waitReady(page).catch((error: Error) => print(`not ready: ${error.message.split('\n')[0]}`));
        const file = path.join(outDir, `${name}-${size.name}-${theme}.png`);
        await page.screenshot({ path: file, fullPage: full });
        print(file);
        await context.close();
      }
    }
  } finally {
    await browser.close();
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const [url, outDir, ...rest] = process.argv.slice(2);
if (!url || !outDir) {
  process.stderr.write(
    'Usage: npx tsx preview/e2e/support/screenshots.ts URL OUT [NAME] [--login LOGIN] [--language es-ES] [--full]\n'
  );
  process.exit(2);
}
const name = rest[0] && !rest[0].startsWith('--') ? rest[0] : 'page';
const readOption = (option: string) => (rest.includes(option) ? rest[rest.indexOf(option) + 1] : undefined);
takeScreenshots(url, outDir, name, {
  login: readOption('--login'),
  language: readOption('--language') ?? 'en-US',
  full: rest.includes('--full'),
}).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
