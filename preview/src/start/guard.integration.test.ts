import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLogFile } from './log-files';
import { startGuard } from './guard';
import { isRunning } from './process-identity';
import { forkScript } from './fork-script';

describe('guardian', () => {
  let folder: string;
  const children: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'bl-guard-'));
  });
  afterEach(() => {
    children.splice(0).forEach((child) => child.kill('SIGKILL'));
    rmSync(folder, { recursive: true });
  });

  function startSleeper(): number {
    // Ignores the polite request, as a hung service would.
    const child = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)']);
    children.push(child);
    return child.pid ?? -1;
  }

  it('ends what was added when its parent is killed, and nothing else', async () => {
    const [guarded, released, foreign] = [startSleeper(), startSleeper(), startSleeper()];
    // The parent: a process that guards two, releases one and then hangs until it is killed.
    const parent = forkScript(path.join(__dirname, 'testing', 'guarding-parent.ts'), {
      args: [folder, String(guarded), String(released)],
    });
    children.push(parent);
    await new Promise((resolve) => parent.once('message', resolve));
    parent.kill('SIGKILL');
    const deadline = Date.now() + 15_000;
    while (isRunning(guarded) && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect([guarded, released, foreign].map(isRunning)).toEqual([false, true, true]);
  });

  it('goes when it is dismissed and leaves the rest running', async () => {
    const sleeper = startSleeper();
    const guard = await startGuard(folder, false, openLogFile(folder, 'guardian').fd);
    guard.add(sleeper);
    await guard.dismiss();
    expect(isRunning(sleeper)).toBe(true);
  });
});
