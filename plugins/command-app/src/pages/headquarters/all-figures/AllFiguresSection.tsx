import { StateMessage, unescaped } from '@branchlight/panel-kit';
import { t } from '@grafana/i18n';
import { usePanelPluginInstalled } from '@grafana/runtime';
import { Section } from '../../../components/Section';
import { SCORECARD_ID } from '../../../constants';
import { type PageProps } from '../page-props';
import { Scorecard } from './Scorecard';

/** Every figure that the bank has data for, drawn by the scorecard panel in the page's period and scope. */
export function AllFiguresSection(page: PageProps) {
  const { loading, value: isInstalled } = usePanelPluginInstalled(SCORECARD_ID);
  if (loading || page.context.figures.length === 0) {
    return null;
  }
  return isInstalled ? (
    <Scorecard {...page} />
  ) : (
    <Section title={t('all-figures.title', 'All figures')}>
      <StateMessage kind="empty" title={t('all-figures.missing', 'The scorecard panel is not installed')}>
        {t(
          'all-figures.missing-next',
          'Ask the person who looks after Grafana to install the plugin {{id}}. The rest of the page works without it.',
          { id: SCORECARD_ID, ...unescaped }
        )}
      </StateMessage>
    </Section>
  );
}
