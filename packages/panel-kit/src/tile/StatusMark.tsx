import { css } from '@emotion/css';
import { Icon, useTheme2 } from '@grafana/ui';
import { describeStatus, getStatusColor, statusIcons, type StatusLevel } from '../figures/status';

interface StatusMarkProps {
  level: StatusLevel;
  /** By default the level's own word. */
  word?: string;
}

/** A status as icon, word and colour, never colour alone. */
export function StatusMark({ level, word = describeStatus(level) }: StatusMarkProps) {
  const theme = useTheme2();
  return (
    <span
      className={mark}
      style={{ color: getStatusColor(level, theme), fontSize: theme.typography.bodySmall.fontSize }}
    >
      <Icon name={statusIcons[level]} size="sm" aria-hidden />
      {word}
    </span>
  );
}

const mark = css({ display: 'inline-flex', alignItems: 'center', gap: 4, whiteSpace: 'nowrap' });
