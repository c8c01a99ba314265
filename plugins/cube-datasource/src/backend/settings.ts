import { type PluginContext } from '@branchlight/plugin-protocol';
import { z } from 'zod';
import { QueryError } from './query-error';

/** Where Cube is and the key that signs its viewers' tokens. */
export interface CubeSettings {
  /** Without a slash at the end: `http://127.0.0.1:4000` */
  url: string;
  secret: string;
}

const jsonDataSchema = z.looseObject({ cubeApiUrl: z.string().optional(), version: z.number().optional() });
/** Version of the options that this backend reads. */
const optionsVersion = 1;

/**
 * The datasource's settings; throws a QueryError that names the setting to correct, never its value where it may hold a
 * secret.
 */
export function readSettings(context: PluginContext): CubeSettings {
  const jsonData = jsonDataSchema.safeParse(context.datasource?.jsonData ?? {});
  const version = jsonData.data?.version ?? 0;
  if (version > optionsVersion) {
    throw new QueryError(
      `The datasource's settings are of a newer version of the plugin (${version}): update the plugin.`,
      400,
      'plugin',
      'settings'
    );
  }
  // Before version 1, and in other Cube datasources, the datasource's own URL held the address.
  const address = (jsonData.data?.cubeApiUrl ?? context.datasource?.url)?.trim();
  if (!address) {
    throw new QueryError(
      "The datasource has no Cube API URL: enter it in the datasource's settings.",
      400,
      'plugin',
      'settings'
    );
  }
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new QueryError(
      "The datasource's Cube API URL is not an address that begins with http:// or https://.",
      400,
      'plugin',
      'settings'
    );
  }
  if (url.username || url.password) {
    throw new QueryError(
      "The datasource's Cube API URL holds a user or a password: take it out, tokens are signed instead.",
      400,
      'plugin',
      'settings'
    );
  }
  const secret = context.datasource?.secureJsonData.cubeApiSecret;
  if (!secret) {
    throw new QueryError(
      "The datasource has no Cube API secret: enter Cube's CUBEJS_API_SECRET in the datasource's settings.",
      400,
      'plugin',
      'settings'
    );
  }
  const path = url.pathname.replace(/\/+$/, '').replace(/\/cubejs-api(\/v1)?$/, '');
  return { url: `${url.origin}${path}`, secret };
}
