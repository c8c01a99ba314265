import { type DataSourceSettings } from '@grafana/data';
import { type CubeJsonData, type CubeSecureJsonData } from '../query/query';

export const OPTIONS_VERSION = 1;

type Settings = DataSourceSettings<CubeJsonData, CubeSecureJsonData>;

/** Whether a later version of the plugin wrote the options: they are shown nowhere and kept. */
export function isNewerOptions({ version }: CubeJsonData): boolean {
  return (version ?? 0) > OPTIONS_VERSION;
}

/**
 * Brings a datasource's options to the present version. Before version 1 there was none, and other Cube datasources keep
 * the address in the datasource's own URL. Options of a later version come back as they are.
 */
export function migrateOptions(options: Settings): Settings {
  const { jsonData, url } = options;
  if (isNewerOptions(jsonData) || jsonData.version === OPTIONS_VERSION) {
    return options;
  }
  const cubeApiUrl = (jsonData.cubeApiUrl ?? url ?? '').trim();
  return { ...options, jsonData: { ...jsonData, ...(cubeApiUrl && { cubeApiUrl }), version: OPTIONS_VERSION } };
}
