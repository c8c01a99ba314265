import { PanelPlugin } from '@grafana/data';
import { Alert } from '@grafana/ui';
import { t } from '@grafana/i18n';
import { describePanel } from './describe-panel';

/** A panel that says in its own place why the real one is not there. */
export function createMissingPanel(id: string, reason: string): PanelPlugin {
  const plugin = new PanelPlugin(() => (
    <Alert severity="warning" title={t('panel.not-loaded', 'This panel could not be loaded')}>
      {reason}
    </Alert>
  ));
  return describePanel(plugin, id, id);
}
