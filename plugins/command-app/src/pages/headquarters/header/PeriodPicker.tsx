import { unescaped } from '@branchlight/panel-kit';
import { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Field, Input, Toggletip, useStyles2 } from '@grafana/ui';
import { isDay } from '../../../period/day';
import { isSamePeriod, type Period } from '../../../period/period';
import { listPresets, resolvePreset } from '../../../period/presets';
import { formatPeriod } from '../../../shared/locale';
import { type PageContext } from '../page-context';
import { presetText } from './texts';

interface Props {
  context: PageContext;
  period: Period;
  onChange: (period: Period) => void;
}

/** The period in days of the bank: named ones counted back from the bank's today, or any two days. */
export function PeriodPicker({ context, period, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  const named = listPresets(context.cadence).map((preset) => ({ preset, period: resolvePreset(preset, context.span) }));
  const current = named.find((candidate) => isSamePeriod(candidate.period, period));
  const choose = (chosen: Period) => {
    setOpen(false);
    onChange(chosen);
  };
  const text = current ? `${presetText(current.preset)} · ${formatPeriod(period)}` : formatPeriod(period);
  return (
    <Toggletip
      show={isOpen}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      placement="bottom-end"
      closeButton={false}
      fitContent
      content={<PeriodForm key={`${period.from}${period.to}`} named={named} period={period} onChoose={choose} />}
    >
      <Button
        variant="secondary"
        fill="outline"
        icon="calendar-alt"
        aria-label={t('period.change', 'Period: {{period}}', { period: text, ...unescaped })}
      >
        {current && <span className={styles.name}>{presetText(current.preset)} · </span>}
        {formatPeriod(period)} ▾
      </Button>
    </Toggletip>
  );
}

interface FormProps {
  named: Array<{ preset: Parameters<typeof presetText>[0]; period: Period }>;
  period: Period;
  onChoose: (period: Period) => void;
}

function PeriodForm({ named, period, onChoose }: FormProps) {
  const styles = useStyles2(getStyles);
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(period.to);
  const isValid = isDay(from) && isDay(to) && from <= to;
  return (
    <div className={styles.form}>
      <div className={styles.presets}>
        {named.map((option) => (
          <Button
            key={option.preset}
            variant="secondary"
            fill="text"
            icon={isSamePeriod(option.period, period) ? 'check' : undefined}
            onClick={() => onChoose(option.period)}
          >
            {presetText(option.preset)}
          </Button>
        ))}
      </div>
      <form
        className={styles.custom}
        onSubmit={(event) => {
          event.preventDefault();
          if (isValid) {
            onChoose({ from, to });
          }
        }}
      >
        <Field label={t('period.from', 'From')} noMargin>
          <Input
            id="branchlight-from"
            type="date"
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
        </Field>
        <Field
          label={t('period.to', 'To, this day included')}
          noMargin
          invalid={!isValid}
          error={t('period.invalid', 'Choose an end that is not before the start')}
        >
          <Input id="branchlight-to" type="date" value={to} onChange={(event) => setTo(event.currentTarget.value)} />
        </Field>
        <Button type="submit" disabled={!isValid}>
          {t('period.apply', 'Show this period')}
        </Button>
      </form>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // On a phone both controls share one line: the days say enough.
  name: css({ whiteSpace: 'pre', [theme.breakpoints.down('sm')]: { display: 'none' } }),
  form: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    padding: theme.spacing(1),
    // Grafana's date inputs follow the browser's scheme; this one follows the theme.
    colorScheme: theme.isDark ? 'dark' : 'light',
  }),
  presets: css({ display: 'flex', flexDirection: 'column', alignItems: 'flex-start' }),
  custom: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) }),
});
