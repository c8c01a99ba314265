import { useStyles2, useTheme2 } from '@grafana/ui';
import { t } from '@grafana/i18n';
import { useMemo, type KeyboardEvent } from 'react';
import { formatFull, formatShort, type FormatOptions } from '../figures/format-figure';
import { type FigureUnit } from '../figures/unit';
import { unescaped } from '../locale';
import { layOutBars, type Bar, type BarItem } from './lay-out-bars';
import { getBarStyles } from './bar-styles';

export interface RankedBarsProps {
  /** What is ranked, for screen readers: `Deposit balance by region`. */
  label: string;
  items: readonly BarItem[];
  unit: FigureUnit;
  /** `descending` by default; `given` keeps the order of the items. */
  order?: 'descending' | 'ascending' | 'given';
  /** Shows the first ones only and says how many are left out. */
  limit?: number;
  /** Puts a plus before values above zero, for contributions to a change. */
  signed?: boolean;
  selectedId?: string;
  /** Makes every bar a button; arrow keys go from bar to bar. */
  onSelect?: (id: string) => void;
  locale?: string;
}

/** Sorted bars from zero with their labels and values beside them. Values below zero go to the left. */
export function RankedBars(props: RankedBarsProps) {
  const { label, items, unit, order = 'descending', limit, signed, selectedId, onSelect, locale } = props;
  const styles = useStyles2(getBarStyles);
  const { bars, hidden } = useMemo(() => layOutBars(items, order, limit), [items, order, limit]);
  const format: FormatOptions = { locale, signed };
  return (
    <div className={styles.box}>
      <ol className={styles.list} aria-label={label} onKeyDown={onSelect ? moveFocus : undefined}>
        {bars.map((bar) => (
          <li key={bar.id} className={styles.item}>
            {onSelect ? (
              <button
                type="button"
                className={[styles.row, styles.button, bar.id === selectedId && styles.selected]
                  .filter(Boolean)
                  .join(' ')}
                aria-pressed={selectedId === undefined ? undefined : bar.id === selectedId}
                onClick={() => onSelect(bar.id)}
              >
                <BarRow bar={bar} unit={unit} format={format} />
              </button>
            ) : (
              <div className={styles.row}>
                <BarRow bar={bar} unit={unit} format={format} />
              </div>
            )}
          </li>
        ))}
      </ol>
      {hidden > 0 && (
        <div className={styles.more}>
          {t('panel-kit.bars.more', 'and {{count, number}} more', { count: hidden, ...unescaped })}
        </div>
      )}
    </div>
  );
}

function BarRow({ bar, unit, format }: { bar: Bar; unit: FigureUnit; format: FormatOptions }) {
  const styles = useStyles2(getBarStyles);
  const theme = useTheme2();
  return (
    <>
      <span className={styles.label} title={bar.label}>
        {bar.label}
        {bar.note && <span className={styles.note}>{bar.note}</span>}
      </span>
      <span className={styles.track} aria-hidden>
        {bar.zero > 0 && <span className={styles.zero} style={{ left: `${bar.zero * 100}%` }} />}
        {bar.length > 0 && (
          <span
            className={styles.bar}
            style={{
              left: `${bar.start * 100}%`,
              width: `${bar.length * 100}%`,
              background: bar.color ?? theme.colors.primary.main,
            }}
          />
        )}
      </span>
      <span className={styles.value} title={formatFull(bar.value, unit, format)}>
        {bar.text ?? formatShort(bar.value, unit, format)}
      </span>
    </>
  );
}

function moveFocus(event: KeyboardEvent<HTMLOListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) {
    return;
  }
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const index = buttons.findIndex((button) => button === document.activeElement);
  const next = buttons[index + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}
