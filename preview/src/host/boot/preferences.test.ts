import { matchLanguage, readPreferences, storePreferences } from './preferences';

describe('preferences', () => {
  beforeEach(() => window.localStorage.clear());

  it('starts with the theme of the server', () => {
    expect(readPreferences({ theme: 'light' }).theme).toBe('light');
  });

  it('keeps a choice', () => {
    storePreferences({ theme: 'dark', language: 'zh-Hans' });
    expect(readPreferences({ theme: 'light' })).toEqual({ theme: 'dark', language: 'zh-Hans' });
  });

  it.each(['not json', '{"theme":"pink"}', 'null'])('ignores a broken choice: %s', (stored) => {
    window.localStorage.setItem('branchlight.preferences', stored);
    expect(readPreferences({ theme: 'system' }).theme).toBe('system');
  });

  it('matches the language of another region', () => {
    expect(matchLanguage(['fr-FR', 'es-MX', 'en-GB'])).toBe('es-ES');
    expect(matchLanguage(['zh-TW'])).toBe('zh-Hans');
    expect(matchLanguage(['cs'])).toBe('en-US');
  });
});
