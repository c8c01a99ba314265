import { t } from '@grafana/i18n';

/** What is wrong with the address and what to write instead; undefined when nothing is. */
export function checkCubeUrl(url: string | undefined): string | undefined {
  if (!url || url.startsWith('$')) {
    return undefined;
  }
  const protocol = URL.canParse(url) ? new URL(url).protocol : undefined;
  return protocol === 'http:' || protocol === 'https:'
    ? undefined
    : t('config.url.invalid', 'Write a whole address that starts with http:// or https://');
}
