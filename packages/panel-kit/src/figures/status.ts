import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { t } from '@grafana/i18n';

/** Red means act, amber watch; good is quiet. */
export type StatusLevel = 'good' | 'watch' | 'act';

export const statusIcons: Record<StatusLevel, IconName> = {
  good: 'check-circle',
  watch: 'eye',
  act: 'exclamation-triangle',
};

export function describeStatus(level: StatusLevel): string {
  switch (level) {
    case 'good':
      return t('panel-kit.status.good', 'On track');
    case 'watch':
      return t('panel-kit.status.watch', 'Watch');
    case 'act':
      return t('panel-kit.status.act', 'Act');
  }
}

export function getStatusColor(level: StatusLevel, theme: GrafanaTheme2): string {
  switch (level) {
    case 'good':
      return theme.colors.success.text;
    case 'watch':
      return theme.colors.warning.text;
    case 'act':
      return theme.colors.error.text;
  }
}
