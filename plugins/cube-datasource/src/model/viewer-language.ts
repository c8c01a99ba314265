import { config } from '@grafana/runtime';

/**
 * The language in which Grafana shows texts to this person (a BCP 47 tag), as Grafana resolved it where the browser decides.
 * Grafana's backend tells no plugin about it.
 */
export function getViewerLanguage(): string {
  return config.language || config.bootData?.user?.language || 'en-US';
}
