import { useStyles2, IconButton } from '@grafana/ui';
import { t } from '@grafana/i18n';
import { type ReactNode } from 'react';
import { computeChange, formatDifference, type Direction } from '../figures/change';
import { formatFull, formatShort, isFigure } from '../figures/format-figure';
import { type StatusLevel } from '../figures/status';
import { type FigureUnit } from '../figures/unit';
import { type SeriesPoint } from '../frames/read-series';
import { unescaped } from '../locale';
import { StateMessage } from '../states/StateMessage';
import { Skeleton } from '../states/Skeleton';
import { visuallyHidden } from '../states/visually-hidden';
import { ChangeMark } from './ChangeMark';
import { PaceBar } from './PaceBar';
import { SparkLine } from './SparkLine';
import { StatusMark } from './StatusMark';
import { getTileStyles } from './tile-styles';

/** `updating` keeps the old figure visible and marks it while the new one loads. */
export type TileState = 'ready' | 'loading' | 'updating' | 'empty' | 'error' | 'forbidden';

export interface TileProps {
  /** In plain language, `Deposit balance`. */
  title: string;
  /** What the figure means, shown as tooltip of the title. */
  description?: string;
  value?: number | null;
  /** In place of a value that is out of any scale; the tooltip keeps the value. */
  text?: string;
  unit: FigureUnit;
  /** Decimals of the whole value in the tooltip; the short value has three significant digits at most. */
  decimals?: number;
  state?: TileState;
  /** For `empty`, `error` and `forbidden`: why, and what to do. */
  message?: string;
  /** Value of the compared period; without it no change is shown. */
  compared?: number | null;
  /** `vs. March 1998` */
  comparedLabel?: string;
  /** Whether a rise is good; by default neither. */
  direction?: Direction;
  /** In place of the change: why there is none, `No data for March 1992`. */
  noChange?: string;
  pace?: { attained: number; expected?: number; label: string };
  spark?: readonly SeriesPoint[];
  /** Age of the data in words. */
  age?: string;
  status?: { level: StatusLevel; word?: string };
  /** Colour of the spark line; the tile's only accent. */
  color?: string;
  /** Leaves the title to screen readers, where the surroundings show it already. */
  isTitleHidden?: boolean;
  /** `plain` has no frame of its own, for places that are framed already; `card` by default. */
  variant?: 'card' | 'plain';
  selected?: boolean;
  /** Makes the tile a button. */
  onSelect?: () => void;
  /** Makes the tile a link. */
  href?: string;
  /** Opens the definition of the figure, its filters and sources. */
  onExplain?: () => void;
  locale?: string;
}

/**
 * One figure: title, value with unit, change against the compared period, pace, spark line, age of the data. The layout
 * is the same in every state, so that nothing jumps while data load.
 */
export function Tile(props: TileProps) {
  const { title, state = 'ready', age, selected, variant = 'card', onExplain } = props;
  const styles = useStyles2(getTileStyles);
  const className = [
    styles.tile,
    variant === 'card' && styles.card,
    selected && styles.selected,
    isActive(props) && styles.active,
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <article
      className={className}
      aria-label={title}
      aria-busy={state === 'loading' || state === 'updating'}
      data-state={state}
    >
      <header className={styles.header}>
        <TileTitle {...props} />
        {onExplain && (
          <IconButton
            name="info-circle"
            size="sm"
            className={styles.explain}
            onClick={onExplain}
            tooltip={t('panel-kit.tile.explain', 'What is behind {{title}}?', { title, ...unescaped })}
          />
        )}
      </header>
      <TileBody {...props} />
      {age && <footer className={styles.age}>{age}</footer>}
    </article>
  );
}

function isActive({ onSelect, href }: TileProps): boolean {
  return onSelect !== undefined || href !== undefined;
}

/** The title is the tile's button or link; its click area covers the tile. */
function TileTitle(props: TileProps) {
  const { title, description, onSelect, href, selected, isTitleHidden } = props;
  const text = isTitleHidden ? <span className={visuallyHidden}>{title}</span> : title;
  const styles = useStyles2(getTileStyles);
  // The click area lies over the figures and hides their tooltips, so it repeats them.
  const tooltip = [title, ...describeFigures(props), description].filter(Boolean).join('\n');
  if (href !== undefined) {
    return (
      <a className={styles.action} href={href} title={tooltip} onClick={onSelect}>
        {text}
      </a>
    );
  }
  return onSelect ? (
    <button type="button" className={styles.action} title={tooltip} aria-pressed={selected ?? false} onClick={onSelect}>
      {text}
    </button>
  ) : (
    <span className={styles.title} title={description}>
      {text}
    </span>
  );
}

function describeFigures({
  value,
  compared,
  comparedLabel,
  unit,
  decimals,
  direction = 'none',
  locale,
}: TileProps): string[] {
  const change = computeChange(value, compared, unit, direction);
  const difference = change && `${formatDifference(change, unit, { locale })} ${comparedLabel ?? ''}`.trim();
  return [isFigure(value) ? formatFull(value, unit, { locale, decimals }) : '', difference ?? ''];
}

function TileBody(props: TileProps) {
  const styles = useStyles2(getTileStyles);
  const { state = 'ready', value, message } = props;
  switch (state) {
    case 'loading':
      return <TileSkeleton />;
    case 'error':
    case 'forbidden':
      return (
        <StateMessage kind={state} title={describeState(state)}>
          {message}
        </StateMessage>
      );
    default:
      return state === 'empty' || !isFigure(value) ? (
        <StateMessage kind="empty" title={describeState('empty')}>
          {message}
        </StateMessage>
      ) : (
        <div className={state === 'updating' ? styles.stale : undefined}>
          {state === 'updating' && <span className={visuallyHidden}>{t('panel-kit.tile.updating', 'Updating')}</span>}
          <TileFigure {...props} value={value} />
        </div>
      );
  }
}

function TileFigure(props: TileProps & { value: number }) {
  const {
    value,
    text,
    unit,
    decimals,
    compared,
    comparedLabel,
    direction = 'none',
    noChange,
    pace,
    spark,
    status,
    color,
    locale,
  } = props;
  const styles = useStyles2(getTileStyles);
  const change = computeChange(value, compared, unit, direction);
  const changeLine: ReactNode = change ? (
    <ChangeMark change={change} unit={unit} comparedLabel={comparedLabel} locale={locale} />
  ) : (
    noChange && <span className={styles.noChange}>{noChange}</span>
  );
  return (
    <>
      <div className={styles.figure}>
        <span className={styles.value} title={formatFull(value, unit, { locale, decimals })}>
          {text ?? formatShort(value, unit, { locale })}
        </span>
        {status && <StatusMark {...status} />}
      </div>
      <div className={styles.change}>{changeLine}</div>
      {pace && <PaceBar {...pace} locale={locale} />}
      {spark && <SparkLine points={spark} unit={unit} height={32} color={color} locale={locale} />}
    </>
  );
}

function TileSkeleton() {
  const styles = useStyles2(getTileStyles);
  return (
    <>
      <span className={visuallyHidden} role="status">
        {t('panel-kit.tile.loading', 'Loading')}
      </span>
      <div className={styles.value}>
        <Skeleton width="60%" height="1em" />
      </div>
      <div className={styles.change}>
        <Skeleton width="45%" height={12} />
      </div>
      <Skeleton height={32} />
    </>
  );
}

function describeState(state: 'empty' | 'error' | 'forbidden'): string {
  switch (state) {
    case 'empty':
      return t('panel-kit.state.empty', 'No data');
    case 'error':
      return t('panel-kit.state.error', 'Could not be loaded');
    case 'forbidden':
      return t('panel-kit.state.forbidden', 'Not open to you');
  }
}
