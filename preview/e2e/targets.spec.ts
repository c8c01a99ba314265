import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Page } from '@playwright/test';
import { tags } from './support/tags';
import { expect, test, waitReady } from './support/test';

const root = path.join(__dirname, '../..');
const COMMAND_CENTER = '/a/branchlight-command-app/command-center';

const mapping = `
source: planning
bank: pkdd99
files:
  - name: targets
    pattern: targets*.csv
    domain: targets
    key: [metric, unit, period]
    into:
      - table: target
        fields: { metric: metric, unit_code: unit, period: period, target: target }
`;

// The net inflow of 1993 up to 28 April is what the accounts hold then: 36,313.70 in all, 19,032.30 in Prague (R01).
const targets = ['metric,unit,period,target', 'net_inflow,BANK,1993,363137', 'net_inflow,R01,1993,20000'].join('\n');

/** As a planner would: a mapping and a file through `npm run load`, while the suite runs. */
function loadTargets(dir: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'branchlight-targets-'));
  try {
    writeFileSync(path.join(folder, 'planning.yml'), mapping);
    writeFileSync(path.join(folder, 'targets.csv'), targets);
    const port = new URL(process.env.BRANCHLIGHT_URL ?? '').port;
    const load = ['--mapping', path.join(folder, 'planning.yml'), '--data', folder, '--dir', dir, '--port', port];
    const command = ['scripts/with-node.mjs', 'tsx', 'warehouse/src/load-cli.ts', ...load];
    return execFileSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const section = (page: Page) => page.getByRole('region', { name: 'Targets', exact: true });
const row = (page: Page) => section(page).getByRole('row', { name: /Net deposit inflow/ });

test.describe('targets', { tag: tags.preview }, () => {
  const dir = process.env.BRANCHLIGHT_E2E_DIR;
  test.skip(dir === undefined, 'loads files, so it runs only on the suite that the tests start themselves');

  test('come from a file and are judged on the page, each viewer by their own', async ({ page, open }) => {
    await open(COMMAND_CENTER);
    await expect(section(page)).toContainText('No targets are loaded yet');
    expect(
      loadTargets(dir ?? '')
        .trim()
        .split('\n')
        .at(-1)
    ).toBe('{"read":2,"loaded":2,"rejected":0}');

    await expect(async () => {
      await page.reload();
      await waitReady(page);
      await expect(row(page)).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 30_000 });
    await expect(row(page).getByTitle(/36,313\.70/)).toBeVisible();
    await expect(row(page).getByTitle(/363,137\.00/)).toBeVisible();
    await expect(row(page)).toContainText('Act');
    await expect(section(page).getByRole('button', { name: /Prague/ })).toBeVisible();
    const keyFigures = page.getByRole('group', { name: 'Key figures' });
    await expect(keyFigures.getByRole('article', { name: 'Target pace', exact: true })).toBeVisible();

    await open(COMMAND_CENTER, 'region.R01');
    await expect(row(page).getByTitle(/19,032\.30/)).toBeVisible();
    await expect(row(page)).toContainText('On track');
    await expect(section(page)).not.toContainText('36.3');

    await open(COMMAND_CENTER, 'branch.B0069');
    await expect(section(page)).toContainText(/No targets/);
    await expect(row(page)).toHaveCount(0);
  });
});
