import { config } from '@grafana/runtime';
import { formatList, getDisplayLanguage, getDisplayLocale } from './locale';

const { featureToggles, language } = config;
const { user } = config.bootData;

afterEach(() => {
  Object.assign(config, { featureToggles, language });
  config.bootData.user = user;
});

const signIn = (settings: object) => {
  config.bootData.user = { ...user, ...settings };
};

it('follows the language that Grafana resolved, else the one in the preferences', () => {
  signIn({ language: 'es-ES' });
  expect(getDisplayLanguage()).toBe('es-ES');
  config.language = 'zh-Hans';
  expect([getDisplayLanguage(), getDisplayLocale()]).toEqual(['zh-Hans', 'zh-Hans']);
});

it.each(['', 'detect_', 'no such tag', undefined])('is English for the language %p', (value) => {
  signIn({ language: value });
  expect(getDisplayLanguage()).toBe('en-US');
});

it('formats by the region a person chose, only where Grafana lets them choose', () => {
  signIn({ language: 'es-ES', regionalFormat: 'en-GB' });
  expect(getDisplayLocale()).toBe('es-ES');
  Object.assign(config, { featureToggles: { localeFormatPreference: true } });
  expect([getDisplayLanguage(), getDisplayLocale()]).toEqual(['es-ES', 'en-GB']);
  signIn({ language: 'es-ES', regionalFormat: '' });
  expect(getDisplayLocale()).toBe('es-ES');
});

it.each([
  ['en-US', 'A, B, and C'],
  ['es-ES', 'A, B y C'],
  ['zh-Hans', 'A、B和C'],
])('lists names in %s', (locale, text) => {
  expect(formatList(['A', 'B', 'C'], locale)).toBe(text);
});
