import { FreshAnswers } from './fresh-answers';

const never = new AbortController().signal;

/** Requests that are answered by hand, in the order in which they were sent. */
function makeSource() {
  const sent: Array<{ resolve: (answer: string) => void; reject: (error: Error) => void }> = [];
  const request = () => new Promise<string>((resolve, reject) => sent.push({ resolve, reject }));
  return { sent, request };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('asks anew for whoever comes while a request is under way, once for all of them', async () => {
  const answers = new FreshAnswers<string>();
  const { request, sent } = makeSource();
  const first = answers.get('ana', never, request);
  const others = [answers.get('ana', never, request), answers.get('ana', never, request)];
  await turn();
  expect(sent).toHaveLength(1);
  sent[0]?.resolve('before');
  expect(await first).toBe('before');
  await turn();
  const later = answers.get('ana', never, request);
  expect(sent).toHaveLength(2);
  sent[1]?.resolve('after');
  expect(await Promise.all(others)).toEqual(['after', 'after']);
  await turn();
  sent[2]?.resolve('later still');
  expect(await later).toBe('later still');
});

it('keeps nothing, not even errors', async () => {
  const answers = new FreshAnswers<string>();
  expect(await answers.get('ana', never, async () => 'one')).toBe('one');
  await expect(answers.get('ana', never, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(await answers.get('ana', never, async () => 'two')).toBe('two');
});

it('answers those who wait also where the request before theirs failed', async () => {
  const answers = new FreshAnswers<string>();
  const { request, sent } = makeSource();
  const first = answers.get('ana', never, request);
  const second = answers.get('ana', never, request);
  sent[0]?.reject(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  await turn();
  sent[1]?.resolve('there');
  expect(await second).toBe('there');
});

it('shares nothing between keys, and lets a caller give up alone', async () => {
  const answers = new FreshAnswers<string>();
  const { request, sent } = makeSource();
  const controller = new AbortController();
  const ana = answers.get('ana', controller.signal, request);
  const ben = answers.get('ben', never, request);
  expect(sent).toHaveLength(2);
  controller.abort(new Error('closed'));
  await expect(ana).rejects.toThrow('closed');
  sent[1]?.resolve('ben');
  expect(await ben).toBe('ben');
  await expect(answers.get('ana', controller.signal, request)).rejects.toThrow('closed');
});
