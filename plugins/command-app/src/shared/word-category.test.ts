import { wordCategory } from './word-category';

describe('wordCategory', () => {
  it.each([
    ['current_account', 'Current account'],
    ['premium', 'Premium'],
    ['25_34', '25–34'],
    ['65_plus', '65 plus'],
    ['', ''],
  ])('words %p as %p', (code, words) => {
    expect(wordCategory(code)).toBe(words);
  });
});
