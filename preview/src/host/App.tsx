import { useCallback, useEffect, useMemo, useState } from 'react';
import { getThemeById, ThemeContext, type EventBusSrv } from '@grafana/data';
import { config, getBackendSrv, locationService, LocationServiceProvider, ThemeChangedEvent } from '@grafana/runtime';
import { GlobalStyles, ModalRoot, ModalsProvider, PortalContainer } from '@grafana/ui';
import { type Boot } from '../shared/boot';
import { resolveTheme } from './boot/grafana-boot-data';
import { storePreferences, type Preferences } from './boot/preferences';
import { searchResultSchema, type SearchResult } from './dashboards/dashboard-schema';
import { HostContext, type Host } from './host-context';
import { HostRouter } from './HostRouter';
import { Pages } from './pages/Pages';
import { FontFaces } from './shell/FontFaces';
import { PageTitleProvider } from './shell/page-title';
import { Shell } from './shell/Shell';
import { Toasts } from './shell/Toasts';

interface Props {
  boot: Boot;
  preferences: Preferences;
  appEvents: EventBusSrv;
}

/** The page: theme, router, shell and the page inside of it. */
export function App({ boot, preferences: initial, appEvents }: Props) {
  const [preferences, setPreferences] = useState(initial);
  const [dashboards, setDashboards] = useState<SearchResult>([]);
  const [theme, setTheme] = useState(() => getThemeById(resolveTheme(initial.theme)));

  useEffect(() => {
    getBackendSrv()
      .get('/api/search', { type: 'dash-db' })
      .then((answer: unknown) => setDashboards(searchResultSchema.parse(answer)))
      // Without the list the navigation shows the app's pages only; opening a dashboard says what is wrong.
      .catch(() => setDashboards([]));
  }, []);

  const changeTheme = useCallback(
    (mode: 'light' | 'dark') => {
      const next = getThemeById(mode);
      config.theme2 = next;
      config.theme = next.v1;
      config.bootData.user.lightTheme = next.isLight;
      setTheme(next);
      setPreferences((current) => keep({ ...current, theme: mode }));
      appEvents.publish(new ThemeChangedEvent(next));
    },
    [appEvents]
  );

  const host = useMemo<Host>(
    () => ({
      boot,
      preferences,
      dashboards,
      setTheme: changeTheme,
      setLanguage: (language) => {
        keep({ ...preferences, language });
        window.location.reload();
      },
    }),
    [boot, preferences, dashboards, changeTheme]
  );

  useEffect(() => {
    document.documentElement.style.colorScheme = theme.colors.mode;
    document.documentElement.dataset.theme = theme.colors.mode;
  }, [theme]);

  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <FontFaces />
      <HostContext.Provider value={host}>
        <LocationServiceProvider service={locationService}>
          <ModalsProvider>
            <HostRouter history={locationService.getHistory()}>
              <PageTitleProvider>
                <Shell>
                  <Pages />
                </Shell>
              </PageTitleProvider>
              <ModalRoot />
            </HostRouter>
          </ModalsProvider>
        </LocationServiceProvider>
        <Toasts appEvents={appEvents} />
        <PortalContainer />
      </HostContext.Provider>
    </ThemeContext.Provider>
  );
}

function keep(preferences: Preferences): Preferences {
  storePreferences(preferences);
  return preferences;
}
