import { t } from '@grafana/i18n';

/**
 * What the navigation calls an app or a page of one. plugin.json has one name for all languages, and a Grafana shows it as
 * it is; the preview knows its own suite's.
 */
export function namePage(name: string): string {
  const names: Record<string, string> = {
    'Branchlight command center': t('pages.app', 'Branchlight command center'),
    'Command center': t('pages.command-center', 'Command center'),
  };
  return names[name] ?? name;
}
