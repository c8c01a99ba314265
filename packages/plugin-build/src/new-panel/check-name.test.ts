import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkPanelName, checkTitle } from './check-name';

describe('checkPanelName', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), 'blname-'));
    mkdirSync(path.join(root, 'plugins', 'scorecard-panel'), { recursive: true });
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it.each(['ratemap', 'rates2'])('takes %s', (name) => expect(() => checkPanelName(root, name)).not.toThrow());

  it.each([
    { name: '', says: /needs a name\. Remedy/ },
    { name: 'RateMap', says: /lower-case.*Remedy: npm run new:panel -- ratemap$/ },
    { name: 'rate-map', says: /without hyphens.*-- ratemap$/ },
    { name: 'branchlight-rate-panel', says: /-- rate$/ },
    { name: '../x', says: /lower-case/ },
    { name: '2rates', says: /-- rates$/ },
    { name: 'a', says: /2 to 30/ },
    { name: 'a'.repeat(31), says: /2 to 30/ },
    { name: 'panel', says: /every panel has/ },
    { name: 'ratepanel', says: /every panel has.*-- rate$/ },
    { name: 'grafana', says: /taken/ },
    { name: 'scorecard', says: /plugins\/scorecard-panel is there already\. Remedy/ },
  ])('refuses "$name"', ({ name, says }) => expect(() => checkPanelName(root, name)).toThrow(says));
});

describe('checkTitle', () => {
  it.each(['Rates by region', '利率', "Branch's day (1998)"])('takes %s', (title) =>
    expect(() => checkTitle(title)).not.toThrow()
  );
  it.each(['', '<b>', 'a"b', 'R & D', 'x\ny', '%TODAY%', '`x`', 'x'.repeat(61)])('refuses %j', (title) =>
    expect(() => checkTitle(title)).toThrow(/--title .* has to have/s)
  );
});
