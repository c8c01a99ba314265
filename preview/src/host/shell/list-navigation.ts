import { t } from '@grafana/i18n';
import { type BootPlugin } from '../../shared/boot';
import { type SearchResult } from '../dashboards/dashboard-schema';
import { namePage } from './page-names';

export interface NavigationSection {
  title: string;
  links: Array<{ text: string; url: string; icon: string }>;
}

/**
 * Sections of the side navigation: each enabled app's pages, each folder's dashboards, then the page to try queries on.
 * Empty sections are left out.
 */
export function listNavigation(plugins: BootPlugin[], dashboards: SearchResult): NavigationSection[] {
  const apps = plugins.filter(({ type, enabled }) => type === 'app' && enabled);
  const sections = apps.map((app) => ({
    title: namePage(app.name),
    links: listPages(app)
      .filter(({ isInNavigation }) => isInNavigation)
      .map(({ text, url, icon }) => ({ text: namePage(text), url, icon })),
  }));
  const folders = new Map<string, NavigationSection>();
  for (const { title, url, folderTitle = t('navigation.dashboards', 'Dashboards') } of dashboards) {
    const section = folders.get(folderTitle) ?? { title: folderTitle, links: [] };
    section.links.push({ text: title, url: shorten(url), icon: 'dashboard' });
    folders.set(folderTitle, section);
  }
  const explore = {
    title: t('navigation.data', 'Data'),
    links: [{ text: t('explore.title', 'Explore'), url: '/explore', icon: 'compass' }],
  };
  return [...sections, ...folders.values(), explore].filter(({ links }) => links.length > 0);
}

/** Address without the slug, so that the current page is recognised with any slug. */
function shorten(url: string): string {
  return url.split('/').slice(0, 3).join('/');
}

/** Pages that an app's plugin.json includes; `%PLUGIN_ID%` in a path stands for its id. */
export function listPages(app: BootPlugin) {
  return app.includes
    .filter(({ type, path }) => type === 'page' && path !== undefined)
    .map(({ name, path = '', addToNav, defaultNav, icon }) => ({
      text: name ?? app.name,
      url: path.replace('%PLUGIN_ID%', app.id),
      icon: typeof icon === 'string' ? icon : 'apps',
      isInNavigation: addToNav !== false,
      isDefault: defaultNav === true,
    }));
}

/** Where `/` leads: the home app's default page, else its first, else the first dashboard; undefined when there is none. */
export function findHome(plugins: BootPlugin[], homeApp: string | null, dashboards: SearchResult): string | undefined {
  const app = plugins.find(({ id, enabled }) => id === homeApp && enabled);
  const pages = app ? listPages(app) : [];
  const page = pages.find(({ isDefault }) => isDefault) ?? pages[0];
  return page?.url ?? (app ? `/a/${app.id}` : dashboards[0]?.url);
}
