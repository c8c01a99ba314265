import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { Fragment } from 'react';
import { type View } from '../model/model';
import { type DrillPath, findLevel, goToLevel, listDrillPaths, WHOLE } from '../query/drill';
import { type CubeQuery } from '../query/query';
import { EditorRow } from './EditorRow';

interface DrillRowProps {
  view: View;
  query: CubeQuery;
  /** Takes the dimensions that the query groups by from now on. */
  onChange: (dimensions: string[]) => void;
}

/** Takes a query down and up the ways that the model describes: bank, region, outlet. */
export function DrillRow({ view, query, onChange }: DrillRowProps) {
  const styles = useStyles2(getStyles);
  const paths = listDrillPaths(view, query);
  if (paths.length === 0) {
    return null;
  }
  return (
    <EditorRow label={t('query.drill.label', 'Drill down')}>
      <div className={styles.paths}>
        {paths.map((path) => (
          <Path
            key={path.hierarchy.name}
            path={path}
            current={findLevel(path.hierarchy, query)}
            onGo={(level) => onChange(goToLevel(path.hierarchy, level, query))}
          />
        ))}
      </div>
    </EditorRow>
  );
}

function Path({ path, current, onGo }: { path: DrillPath; current: number; onGo: (level: number) => void }) {
  const styles = useStyles2(getStyles);
  const levels = [
    { level: WHOLE, title: t('query.drill.whole', 'All') },
    ...path.levels.map(({ title }, level) => ({ level, title })),
  ];
  return (
    <div role="group" aria-label={path.hierarchy.title} className={styles.path}>
      <span aria-hidden className={styles.title}>
        {path.hierarchy.title}
      </span>
      {levels.map(({ level, title }) => (
        <Fragment key={level}>
          {level !== WHOLE && <Icon name="angle-right" size="sm" />}
          <Button
            size="sm"
            variant={level === current ? 'primary' : 'secondary'}
            fill={level === current ? 'outline' : 'text'}
            aria-pressed={level === current}
            onClick={() => onGo(level)}
          >
            {title}
          </Button>
        </Fragment>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  paths: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(3), rowGap: theme.spacing(0.5) }),
  path: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0.25) }),
  title: css({
    marginRight: theme.spacing(0.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
