import { unescaped } from '@branchlight/panel-kit';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, useStyles2 } from '@grafana/ui';
import { ChoiceMenu } from '../../../components/ChoiceMenu';
import { COMPARE_MODES } from '../../../period/period';
import { isOneOf } from '../../../shared/guards';
import { formatPeriod } from '../../../shared/locale';
import { type PageProps } from '../page-props';
import { DataAge } from './DataAge';
import { FilterChips } from './FilterChips';
import { PeriodPicker } from './PeriodPicker';
import { ScopeTrail } from './ScopeTrail';
import { UpButton } from './UpButton';
import { compareText } from './texts';

/** One line: where the page is, which period it compares with which, how old the data are. */
export function PageHeader(props: PageProps) {
  const { scene, context, selection } = props;
  const { compare } = scene.useState();
  const styles = useStyles2(getStyles);
  const { compared, unknownUnit } = selection;
  return (
    <div className={styles.header}>
      <div className={styles.line}>
        <ScopeTrail trail={selection.trail} onGo={(scope) => scene.drillTo(scope)} />
        <div className={styles.age}>
          <DataAge span={context.span} live={props.live} />
        </div>
        <div className={styles.controls}>
          <UpButton trail={selection.trail} onGo={(scope) => scene.drillTo(scope)} />
          <PeriodPicker context={context} period={selection.period} onChange={(period) => scene.choosePeriod(period)} />
          <ChoiceMenu
            label={t('compare.label', 'Compared with')}
            size="md"
            value={compare}
            options={COMPARE_MODES.map((mode) => ({
              value: mode,
              label: compareText(mode),
              description: mode === compare && compared ? formatPeriod(compared) : undefined,
            }))}
            onChange={(mode) => isOneOf(COMPARE_MODES, mode) && scene.choose({ compare: mode })}
          />
        </div>
      </div>
      <FilterChips {...props} />
      {unknownUnit !== undefined && (
        <Alert
          severity="info"
          title={t('scope.unknown', 'There is no {{code}} in what you may see', {
            code: unknownUnit,
            ...unescaped,
          })}
          onRemove={() => scene.choose({ region: undefined, outlet: undefined })}
        >
          {t('scope.unknown-next', 'The link names another unit. The page shows yours instead.')}
        </Alert>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  }),
  age: css({ marginLeft: 'auto' }),
  controls: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    // On a phone what one acts with lies under the thumb.
    [theme.breakpoints.down('sm')]: {
      position: 'fixed',
      zIndex: theme.zIndex.navbarFixed,
      right: 0,
      bottom: 0,
      left: 0,
      justifyContent: 'center',
      padding: theme.spacing(1),
      background: theme.colors.background.primary,
      borderTop: `1px solid ${theme.colors.border.weak}`,
    },
  }),
});
