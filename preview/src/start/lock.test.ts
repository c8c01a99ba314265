import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockFolder } from './lock';

describe('lockFolder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'bl-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('lets one start in and tells the other where the suite runs', () => {
    const unlock = lockFolder(folder, 3100);
    expect(() => lockFolder(folder, 3200)).toThrow(/already runs in .*http:\/\/localhost:3100.*Ctrl-C.*--dir/);
    unlock();
    lockFolder(folder, 3200)();
  });

  it.each([
    ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, mark: '', port: 1 })],
    ['a later process with the same id', JSON.stringify({ pid: process.pid, mark: 'another start', port: 1 })],
    ['something unreadable', '{'],
  ])('takes over the lock of %s', (_what, text) => {
    writeFileSync(path.join(folder, 'preview.lock'), text);
    lockFolder(folder, 3000)();
  });

  it('says that a folder cannot be used', () => {
    writeFileSync(path.join(folder, 'file'), '');
    expect(() => lockFolder(path.join(folder, 'file', 'below'), 3000)).toThrow(/cannot be used .*--dir/);
    mkdirSync(path.join(folder, 'preview.lock'));
    expect(() => lockFolder(path.join(folder), 3000)).toThrow();
  });
});
