import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, IconButton, RadioButtonGroup, Stack, useStyles2 } from '@grafana/ui';
import { type Member } from '../model/model';
import { listOperators } from '../query/operators';
import { type Filter, isMemberFilter } from '../query/query';
import { FilterRow } from './FilterRow';

export type Joint = 'and' | 'or';

interface FilterGroupProps {
  members: Member[];
  /** Left out where one of several conditions is enough: the semantic layer takes one span of days. */
  times: Member[];
  joint: Joint;
  parts: Filter[];
  onChange: (joint: Joint, parts: Filter[]) => void;
  /** Only for a group inside of another. */
  onRemove?: () => void;
  depth?: number;
}

/** Cube's own limit is eight; people lose the thread before. */
const deepest = 4;

/** Conditions that must all hold, or of which one must; groups within groups. */
export function FilterGroup({ members, times, joint, parts, onChange, onRemove, depth = 0 }: FilterGroupProps) {
  const styles = useStyles2(getStyles);
  const offered = joint === 'and' ? [...members, ...times] : members;
  const change = (changed: Filter[]) => onChange(joint, changed);
  const replace = (index: number, ...changed: Filter[]) => change(parts.toSpliced(index, 1, ...changed));
  const isNested = onRemove !== undefined;
  const condition = startCondition(offered);
  return (
    <div
      className={isNested ? styles.nested : styles.root}
      {...(isNested && { role: 'group', 'aria-label': t('query.filters.group', 'Group of conditions') })}
    >
      {(isNested || parts.length > 1 || joint === 'or') && (
        <Stack direction="row" gap={1} alignItems="center">
          <RadioButtonGroup<Joint>
            size="sm"
            aria-label={t('query.filters.joint', 'How many must hold')}
            value={joint}
            options={[
              { value: 'and', label: t('query.filters.all', 'All of') },
              { value: 'or', label: t('query.filters.any', 'Any of') },
            ]}
            onChange={(chosen) => onChange(chosen, parts)}
          />
          {onRemove && (
            <IconButton
              name="trash-alt"
              aria-label={t('query.filters.remove-group', 'Remove group')}
              tooltip={t('query.filters.remove-group', 'Remove group')}
              onClick={onRemove}
            />
          )}
        </Stack>
      )}
      {parts.map((part, index) =>
        isMemberFilter(part) ? (
          <FilterRow
            key={index}
            members={offered}
            filter={part}
            onChange={(changed) => replace(index, changed)}
            onRemove={() => replace(index)}
          />
        ) : (
          <FilterGroup
            key={index}
            members={members}
            times={joint === 'and' ? times : []}
            joint={'and' in part ? 'and' : 'or'}
            parts={'and' in part ? part.and : part.or}
            depth={depth + 1}
            onChange={(chosen, changed) =>
              changed.length > 0
                ? replace(index, chosen === 'and' ? { and: changed } : { or: changed })
                : replace(index)
            }
            onRemove={() => replace(index)}
          />
        )
      )}
      {condition && (
        <Stack direction="row" gap={0.5}>
          <Button size="sm" variant="secondary" icon="plus" onClick={() => change([...parts, condition])}>
            {t('query.filters.add', 'Add filter')}
          </Button>
          {depth < deepest && (
            <Button
              size="sm"
              variant="secondary"
              fill="text"
              icon="brackets-curly"
              onClick={() => change([...parts, joint === 'and' ? { or: [condition] } : { and: [condition] }])}
            >
              {t('query.filters.add-group', 'Add group')}
            </Button>
          )}
        </Stack>
      )}
    </div>
  );
}

function startCondition([first]: Member[]): Filter | undefined {
  const operator = first && listOperators(first)[0];
  return first && operator ? { member: first.name, operator, values: [] } : undefined;
}

const getStyles = (theme: GrafanaTheme2) => {
  const list = { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: theme.spacing(0.5) } as const;
  return {
    root: css({ ...list, minWidth: 0 }),
    nested: css({
      ...list,
      minWidth: 0,
      padding: theme.spacing(0.5, 0, 0.5, 1),
      borderLeft: `2px solid ${theme.colors.border.medium}`,
    }),
  };
};
