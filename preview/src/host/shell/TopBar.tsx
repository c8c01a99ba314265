import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { IconButton, Link, useStyles2, useTheme2 } from '@grafana/ui';
import { useHost } from '../host-context';
import { topBarHeight, sideNavWidth } from './dimensions';
import { LanguageSwitch } from './LanguageSwitch';
import { Logo } from './Logo';
import { useTrail } from './page-title';
import { PreviewMark } from './PreviewMark';
import { UserSwitcher } from './UserSwitcher';

/** A name, the same in all languages. */
const suiteName = 'Branchlight';

/** Product, where the page is, and who looks at it how. */
export function TopBar({ onOpenMenu }: { onOpenMenu: () => void }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { setTheme, boot } = useHost();
  const trail = useTrail();
  return (
    <header className={styles.bar}>
      <IconButton
        className={styles.menu}
        name="bars"
        size="xl"
        aria-label={t('shell.open-menu', 'Open menu')}
        onClick={onOpenMenu}
      />
      <Link href="/" className={styles.brand} aria-label={t('shell.home', 'Branchlight, to the first page')}>
        <Logo />
        <span className={styles.name}>{suiteName}</span>
      </Link>
      <nav aria-label={t('shell.trail', 'You are here')} className={styles.trail}>
        <span className={styles.bank}>{boot.bank.name}</span>
        {trail.map(({ text, url }, index) => (
          <span key={`${text}-${index}`} className={index === trail.length - 1 ? styles.current : styles.step}>
            <span aria-hidden className={styles.separator}>
              /
            </span>
            {url ? <Link href={url}>{text}</Link> : <span aria-current="page">{text}</span>}
          </span>
        ))}
      </nav>
      <PreviewMark />
      <div className={styles.wideOnly}>
        <UserSwitcher isCompact />
        <LanguageSwitch isCompact />
      </div>
      <IconButton
        name="adjust-circle"
        size="lg"
        aria-label={theme.isDark ? t('shell.light', 'Use light colours') : t('shell.dark', 'Use dark colours')}
        tooltip={theme.isDark ? t('shell.light', 'Use light colours') : t('shell.dark', 'Use dark colours')}
        onClick={() => setTheme(theme.isDark ? 'light' : 'dark')}
      />
    </header>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    position: 'fixed',
    zIndex: theme.zIndex.navbarFixed,
    inset: '0 0 auto 0',
    height: topBarHeight,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(0, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    [theme.breakpoints.down('sm')]: { gap: theme.spacing(1), padding: theme.spacing(0, 1.5) },
  }),
  menu: css({ margin: 0, [theme.breakpoints.up('lg')]: { display: 'none' } }),
  brand: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    flexShrink: 0,
    [theme.breakpoints.up('lg')]: { width: sideNavWidth - 24 },
  }),
  name: css({
    fontSize: theme.typography.h5.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    [theme.breakpoints.down('md')]: { display: 'none' },
  }),
  trail: css({
    display: 'flex',
    flex: 1,
    minWidth: 0,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
  }),
  bank: css({ [theme.breakpoints.down('lg')]: { display: 'none' } }),
  step: css({ [theme.breakpoints.down('lg')]: { display: 'none' }, '& a:hover': { textDecoration: 'underline' } }),
  current: css({ color: theme.colors.text.primary, overflow: 'hidden', textOverflow: 'ellipsis' }),
  separator: css({
    margin: theme.spacing(0, 0.75),
    color: theme.colors.text.disabled,
    [theme.breakpoints.down('lg')]: { display: 'none' },
  }),
  wideOnly: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    [theme.breakpoints.down('lg')]: { display: 'none' },
  }),
});
