import { type ResourceRequest } from '@branchlight/plugin-protocol';

/**
 * The language a resource is asked in: `?locale=es-ES`, else the first of Accept-Language. Grafana tells a backend nothing
 * of the language that a person chose in it; only its browser side knows.
 */
export function readLanguage({ headers, url }: Pick<ResourceRequest, 'headers' | 'url'>): string | undefined {
  const asked = new URLSearchParams(url.split('?')[1] ?? '').get('locale');
  if (asked) {
    return asked;
  }
  const [, accepted] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'accept-language') ?? [];
  return /^\s*([\w-]+)/.exec(accepted?.[0] ?? '')?.[1];
}
