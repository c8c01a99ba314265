import { createLogger } from '@branchlight/runtime';
import { type Run, Supervisor } from './supervise';

class FakeRun implements Run {
  readonly ended: Promise<string>;
  end: (reason: string) => void = () => undefined;

  constructor(readonly pid: number) {
    this.ended = new Promise((resolve) => (this.end = resolve));
  }

  stop = async () => this.end('stopped');
}

const logger = createLogger('test', { level: 'error', write: () => undefined });

function supervise(starts: Array<FakeRun | Error>) {
  const ended: number[] = [];
  let next = 0;
  const supervisor = new Supervisor<FakeRun>({
    name: 'It',
    logger,
    firstDelayMs: 5,
    onEnd: (run) => ended.push(run.pid),
    start: async () => {
      const run = starts[next++];
      if (!run || run instanceof Error) {
        throw run ?? new Error('no more');
      }
      return run;
    },
  });
  return { supervisor, ended };
}

async function until(check: () => boolean): Promise<void> {
  while (!check()) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

describe('Supervisor', () => {
  it('hands the failure of the first start on', async () => {
    const { supervisor } = supervise([new Error('no port')]);
    await expect(supervisor.start()).rejects.toThrow('no port');
    expect(supervisor.state).toBe('starting');
    await supervisor.stop();
  });

  it('starts again what ended, also when that fails at first, and says so meanwhile', async () => {
    const [first, second] = [new FakeRun(1), new FakeRun(2)];
    const { supervisor, ended } = supervise([first, new Error('port taken'), second]);
    await supervisor.start();
    expect(supervisor.state).toBe('ok');
    first.end('SIGKILL');
    await until(() => supervisor.state !== 'ok');
    expect(supervisor.state).toBe('ended (SIGKILL), starting again');
    await until(() => supervisor.run === second);
    expect(supervisor.state).toBe('ok');
    expect(ended).toEqual([1]);
    await supervisor.stop();
    expect(ended).toEqual([1, 2]);
  });

  it('does not start again what it stopped, not even in a pause', async () => {
    const first = new FakeRun(1);
    const { supervisor } = supervise([first, new FakeRun(2)]);
    await supervisor.start();
    first.end('exit code 1');
    await until(() => supervisor.state !== 'ok');
    await supervisor.stop();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(supervisor.run).toBeUndefined();
  });
});
