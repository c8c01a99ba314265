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

  it('prefers the semantic layer’s word in the viewer’s language', () => {
    const words = { premium: '尊享' };
    expect(wordCategory('premium', words)).toBe('尊享');
    expect(wordCategory('plus', words)).toBe('Plus');
    expect(wordCategory('constructor', words)).toBe('Constructor');
  });
});
