import { css, cx } from '@emotion/css';
import { useLocation } from 'react-router-dom';
import { toIconName, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, Link, useStyles2 } from '@grafana/ui';
import { useHost } from '../host-context';
import { listNavigation } from './list-navigation';

/** The suite's pages: those of the apps, then dashboards by folder. */
export function SideNav() {
  const styles = useStyles2(getStyles);
  const { boot, dashboards } = useHost();
  const { pathname } = useLocation();
  return (
    <nav aria-label={t('shell.navigation', 'Pages')} className={styles.nav}>
      {listNavigation(boot.plugins, dashboards).map(({ title, links }) => (
        <section key={title} className={styles.section}>
          <h2 className={styles.heading}>{title}</h2>
          <ul className={styles.list}>
            {links.map(({ text, url, icon }) => {
              const isCurrent = pathname === url || pathname.startsWith(`${url}/`);
              return (
                <li key={url}>
                  <Link
                    href={url}
                    className={cx(styles.link, isCurrent && styles.current)}
                    aria-current={isCurrent ? 'page' : undefined}
                  >
                    <Icon name={toIconName(icon) ?? 'file-alt'} />
                    <span className={styles.text}>{text}</span>
                  </Link>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </nav>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  nav: css({ padding: theme.spacing(2, 1), [theme.breakpoints.down('lg')]: { padding: 0 } }),
  section: css({ marginBottom: theme.spacing(2) }),
  heading: css({
    margin: theme.spacing(0, 1, 0.5),
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    color: theme.colors.text.secondary,
  }),
  list: css({ listStyle: 'none' }),
  link: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    minHeight: theme.spacing(4.5),
    padding: theme.spacing(0.5, 1),
    borderRadius: theme.shape.radius.default,
    color: theme.colors.text.secondary,
    '&:hover': { background: theme.colors.action.hover, color: theme.colors.text.primary },
    [theme.breakpoints.down('lg')]: { minHeight: theme.spacing(5.5) },
  }),
  current: css({
    background: theme.colors.action.selected,
    color: theme.colors.text.primary,
    boxShadow: `inset 2px 0 0 ${theme.colors.primary.main}`,
  }),
  text: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
});
