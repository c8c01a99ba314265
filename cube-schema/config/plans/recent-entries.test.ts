import { RecentEntries } from './recent-entries.js';

it('forgets what was not asked for longest', () => {
  const store = new RecentEntries(2);
  store.set('a', 1);
  store.set('b', 2);
  expect(store.get('a')).toBe(1);
  store.set('c', 3);
  expect(['a', 'b', 'c'].map((key) => store.get(key))).toEqual([1, undefined, 3]);
  store.delete('a');
  expect(store.get('a')).toBeUndefined();
});
