import { type DataSourceSettings } from '@grafana/data';
import { type CubeJsonData, type CubeSecureJsonData } from '../query/query';
import { isNewerOptions, migrateOptions } from './migrate-options';

const stored = (jsonData: object, url = '') =>
  ({ jsonData, url, secureJsonFields: {} }) as unknown as DataSourceSettings<CubeJsonData, CubeSecureJsonData>;

it('gives options without a version the present one, and keeps what else they hold', () => {
  expect(migrateOptions(stored({ cubeApiUrl: ' http://cube:4000 ', extra: 1 })).jsonData).toEqual({
    cubeApiUrl: 'http://cube:4000',
    extra: 1,
    version: 1,
  });
});

it("takes the address from where other Cube datasources keep it, but never over one's own", () => {
  expect(migrateOptions(stored({}, 'http://cube:4000')).jsonData.cubeApiUrl).toBe('http://cube:4000');
  expect(migrateOptions(stored({ cubeApiUrl: 'http://a' }, 'http://b')).jsonData.cubeApiUrl).toBe('http://a');
});

it('leaves current options and those of a later version as they are', () => {
  const current = stored({ cubeApiUrl: 'http://a', version: 1 });
  const later = stored({ address: { host: 'a' }, version: 2 });
  expect(migrateOptions(current)).toBe(current);
  expect(migrateOptions(later)).toBe(later);
  expect(isNewerOptions(later.jsonData)).toBe(true);
});
