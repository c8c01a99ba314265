import { css } from '@emotion/css';
import { PageLayoutType, type GrafanaTheme2, type NavModelItem } from '@grafana/data';
import { type PluginPageProps } from '@grafana/runtime';
import { Tab, TabsBar, useStyles2 } from '@grafana/ui';
import { usePageTitle, type TrailStep } from './page-title';

/** The frame that app pages draw themselves in: trail, title, actions, tabs. */
export function PluginPage({
  pageNav,
  renderTitle,
  info,
  actions,
  subTitle,
  children,
  layout = PageLayoutType.Standard,
}: PluginPageProps) {
  const styles = useStyles2(getStyles);
  usePageTitle(listTrail(pageNav));
  if (layout === PageLayoutType.Custom) {
    return <>{children}</>;
  }
  const title = pageNav?.text;
  const description = subTitle ?? pageNav?.subTitle;
  const tabs = pageNav?.children?.filter(({ hideFromTabs }) => !hideFromTabs) ?? [];
  const hasHeader = layout === PageLayoutType.Standard && (title || actions || info || renderTitle);
  return (
    <div className={styles.page}>
      {hasHeader && (
        <header className={styles.header}>
          <div className={styles.titles}>
            {renderTitle && title ? renderTitle(title) : title && <h1 className={styles.title}>{title}</h1>}
            {description && <div className={styles.description}>{description}</div>}
          </div>
          {info?.map(({ label, value }) => (
            <div key={label}>
              <div className={styles.description}>{label}</div>
              {value}
            </div>
          ))}
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {tabs.length > 0 && (
        <TabsBar className={styles.tabs}>
          {tabs.map((tab) => (
            <Tab
              key={tab.url ?? tab.text}
              label={tab.text}
              active={tab.active}
              href={tab.url}
              icon={tab.icon}
              counter={tab.tabCounter}
              suffix={tab.tabSuffix}
            />
          ))}
        </TabsBar>
      )}
      <div className={styles.content}>{children}</div>
    </div>
  );
}

/** From the outermost page to this one. */
function listTrail(item?: NavModelItem): TrailStep[] {
  const trail: TrailStep[] = [];
  for (let step = item; step; step = step.parentItem) {
    trail.unshift({ text: step.text, url: step === item ? undefined : step.url });
  }
  return trail;
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    flex: 1,
    gap: theme.spacing(2),
    padding: theme.spacing(2, 3, 3),
    minWidth: 0,
    [theme.breakpoints.down('md')]: { padding: theme.spacing(2) },
  }),
  header: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(1, 3) }),
  titles: css({ flex: 1, minWidth: 200 }),
  title: css({ margin: 0, fontSize: theme.typography.h3.fontSize }),
  description: css({ color: theme.colors.text.secondary }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
  tabs: css({ marginBottom: 0 }),
  content: css({ display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0 }),
});
