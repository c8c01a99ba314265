import { css } from '@emotion/css';
import { useEffect, useState, type PropsWithChildren } from 'react';
import { useLocation } from 'react-router-dom';
import { type GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Drawer, useStyles2 } from '@grafana/ui';
import { sideNavWidth, topBarHeight } from './dimensions';
import { LanguageSwitch } from './LanguageSwitch';
import { SideNav } from './SideNav';
import { TopBar } from './TopBar';
import { UserSwitcher } from './UserSwitcher';

/** Top bar and side navigation around every page; below 992 px the navigation moves into a drawer. */
export function Shell({ children }: PropsWithChildren) {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  // Open on the page where it was opened; going to another page closes it.
  const [menuPage, setMenuPage] = useState<string>();
  const isMenuOpen = menuPage === pathname;

  useEffect(() => {
    window.scrollTo(0, 0);
  }, [pathname]);

  return (
    <div className={styles.shell}>
      <a href="#page" className={styles.skip}>
        <Trans i18nKey="shell.skip">Skip to content</Trans>
      </a>
      <TopBar onOpenMenu={() => setMenuPage(pathname)} />
      <div className={styles.side}>
        <SideNav />
      </div>
      {isMenuOpen && (
        <Drawer title={t('shell.menu', 'Menu')} size="sm" onClose={() => setMenuPage(undefined)}>
          <div className={styles.drawer}>
            <UserSwitcher />
            <SideNav />
            <LanguageSwitch />
          </div>
        </Drawer>
      )}
      <main id="page" tabIndex={-1} className={styles.page}>
        {children}
      </main>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  shell: css({ minHeight: '100vh', background: theme.colors.background.canvas }),
  skip: css({
    position: 'fixed',
    zIndex: theme.zIndex.modal,
    top: -topBarHeight,
    left: theme.spacing(1),
    padding: theme.spacing(1, 2),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.elevated,
    '&:focus': { top: theme.spacing(0.5), boxShadow: theme.shadows.z3 },
  }),
  side: css({
    position: 'fixed',
    top: topBarHeight,
    bottom: 0,
    left: 0,
    width: sideNavWidth,
    overflowY: 'auto',
    background: theme.colors.background.canvas,
    borderRight: `1px solid ${theme.colors.border.weak}`,
    [theme.breakpoints.down('lg')]: { display: 'none' },
  }),
  drawer: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  page: css({
    display: 'flex',
    flexDirection: 'column',
    minHeight: '100vh',
    minWidth: 0,
    marginLeft: sideNavWidth,
    paddingTop: topBarHeight,
    '&:focus': { outline: 'none' },
    [theme.breakpoints.down('lg')]: { marginLeft: 0 },
  }),
});
