import { expect, test } from '@playwright/test';
import { createGrafanaDriver } from './support/grafana/grafana-driver';
import { GrafanaStandIn } from './support/grafana/testing/grafana-stand-in';
import { tags } from './support/tags';

/* How the tests use a real Grafana, tried on a stand-in of its documented endpoints. */
test.describe("the tests' way into a Grafana", { tag: tags.preview }, () => {
  const grafana = new GrafanaStandIn();
  let url = '';
  test.beforeAll(async () => {
    url = await grafana.start();
  });
  test.afterAll(() => grafana.stop());

  const passwords = { 'hq.exec': 'secret-1', 'region.R01': 'secret-2' };
  for (const signIn of [
    { kind: 'password', file: 'users.json', passwords },
    { kind: 'header', header: 'X-WEBAUTH-USER' },
  ] as const) {
    test(`signs one after the other in by ${signIn.kind} and waits for their figures`, async ({ page, context }) => {
      const driver = createGrafanaDriver({ url, signIn });
      for (const login of ['hq.exec', 'region.R01']) {
        await driver.signIn(context, login);
        await page.goto(driver.getAddress('/a/branchlight-command-app/command-center'));
        await driver.waitReady(page);
        expect(await page.getByRole('heading').textContent()).toBe(`Figures of ${login}`);
      }
    });
  }

  test('keeps theme and language for whoever is signed in, and begins with light and English', async ({ context }) => {
    const driver = createGrafanaDriver({ url, signIn: { kind: 'password', file: 'users.json', passwords } });
    await driver.signIn(context, 'region.R01');
    await driver.signIn(context, 'hq.exec');
    await driver.setAppearance(context, { language: 'es-ES' });
    expect(grafana.preferences).toEqual({
      'region.R01': { theme: 'light', language: 'en-US' },
      'hq.exec': { theme: 'light', language: 'es-ES' },
    });
  });

  test('gives up on a page that keeps loading', async ({ page, context }) => {
    const driver = createGrafanaDriver({ url, signIn: { kind: 'header', header: 'X-WEBAUTH-USER' } });
    await driver.signIn(context, 'hq.exec');
    grafana.queryTakes = 60_000;
    await page.goto(driver.getAddress('/a/branchlight-command-app/command-center'));
    await expect(driver.waitReady(page, 1_500)).rejects.toThrow(/still loading after 1500 ms/);
  });
});
