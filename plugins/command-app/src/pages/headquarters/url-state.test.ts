import { fromUrl, toUrl } from './url-state';

describe('address', () => {
  it('holds every choice and gives it back', () => {
    const choices = {
      metric: 'net_inflow',
      region: 'R01',
      outlet: 'B0001',
      compare: 'year' as const,
      by: 'tier',
      split: 'product',
      filters: { tier: ['gold', 'a|b'] },
    };
    expect(fromUrl(toUrl(choices), 'previous')).toEqual(choices);
  });

  it('names only what was chosen', () => {
    expect(toUrl({ compare: 'previous', filters: {} })).toEqual({
      metric: null,
      region: null,
      outlet: null,
      compare: 'previous',
      by: null,
      split: null,
      filter: null,
    });
  });

  it('undoes a choice when its key goes, and leaves others alone', () => {
    expect(fromUrl({ outlet: null }, 'previous')).toEqual({ outlet: undefined });
    expect(fromUrl({ filter: null, compare: null }, 'year')).toEqual({ filters: {}, compare: 'year' });
  });

  it('ignores what is not well formed', () => {
    expect(fromUrl({ compare: 'yesteryear', filter: ['tier', '|x', 'tier|gold'] }, 'previous')).toEqual({
      compare: 'previous',
      filters: { tier: ['gold'] },
    });
  });
});
