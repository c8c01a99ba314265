import { unescaped, formatList } from '@branchlight/panel-kit';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { type PageProps } from '../page-props';
import { filterText } from '../split-text';

/** Filters in force, each with its way out, and which figures they do not reach. */
export function FilterChips({ scene, selection, filters }: PageProps) {
  const styles = useStyles2(getStyles);
  const chips = Object.entries(filters).flatMap(([name, values]) => values.map((value) => ({ name, value })));
  if (chips.length === 0) {
    return null;
  }
  const categories = selection.tiles.flatMap((tile) => tile.categories);
  const unreached = selection.tiles.filter((tile) =>
    chips.every(({ name }) => tile.categories.every((category) => category.name !== name))
  );
  return (
    <div className={styles.chips}>
      {chips.map(({ name, value }) => (
        <Button
          key={`${name}|${value}`}
          size="sm"
          variant="secondary"
          icon="times"
          iconPlacement="right"
          aria-label={t('filter.remove', 'Remove filter {{filter}}', {
            filter: filterText(name, value, { categories }),
            ...unescaped,
          })}
          onClick={() => scene.toggleFilter(name, value)}
        >
          {filterText(name, value, { categories })}
        </Button>
      ))}
      {unreached.length > 0 && (
        <span className={styles.note}>
          {t('filter.unreached', 'Does not apply to: {{titles}}', {
            titles: formatList(unreached.map(({ title }) => title)),
            ...unescaped,
          })}
        </span>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  chips: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  note: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
