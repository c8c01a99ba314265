import { createStatements } from './statements.js';

test('statements take turns, keep a few prepared, and leave a connection that failed', async () => {
  let running = 0;
  let highest = 0;
  const names: Array<string | undefined> = [];
  const ended: string[] = [];
  const connection = {
    query: async ({ name, text }: { name?: string; text: string }) => {
      highest = Math.max(highest, (running += 1));
      names.push(name);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      if (text === 'bad') {
        throw new Error('bad');
      }
      return { rows: [{ text }] };
    },
    end: async () => void ended.push('end'),
  };
  const prepareConnection = jest.fn();
  const driver = { withConnection: (work: (one: object) => unknown) => work(connection), prepareConnection };
  const statements = createStatements({ most: 2, prepared: 2 });
  const run = (text: string) => statements.run(driver, { name: `n-${text}`, text, values: [] });
  expect(await Promise.all(['a', 'b', 'c', 'a', 'c'].map(run))).toEqual(
    ['a', 'b', 'c', 'a', 'c'].map((text) => [{ text }])
  );
  expect([highest, prepareConnection.mock.calls.length > 0, names]).toEqual([
    2,
    true,
    expect.arrayContaining(['n-a', 'n-b', undefined]),
  ]);
  expect(names).not.toContain('n-c');
  await expect(run('bad')).rejects.toThrow('bad');
  expect(ended).toEqual(['end']);
  expect(await run('a')).toEqual([{ text: 'a' }]);
});
