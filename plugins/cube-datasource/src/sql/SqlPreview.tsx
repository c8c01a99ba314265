import { css } from '@emotion/css';
import { type GrafanaTheme2, type ScopedVars } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, ClipboardButton, LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { type CubeDataSource, type QueryTime } from '../datasource';
import { describeModelError, type ModelError } from '../model/model-error';
import { type CubeDataSourceQuery } from '../query/query';
import { type QuerySql } from './query-sql';

interface SqlPreviewProps {
  datasource: CubeDataSource;
  query: CubeDataSourceQuery;
  time: QueryTime;
  scopedVars?: ScopedVars;
}

type Answer = { statements: QuerySql[] } | { error: ModelError };

/** The SQL that the query is now, with the viewer's own rows, dates and parameters. */
export function SqlPreview({ datasource, query, time, scopedVars }: SqlPreviewProps) {
  const styles = useStyles2(getStyles);
  const { from, intervalMs, to } = time;
  const question = JSON.stringify([query, from, to, intervalMs]);
  const [answered, setAnswered] = useState<{ question: string; answer: Answer }>();
  useEffect(() => {
    let isCurrent = true;
    const finish = (answer: Answer) => isCurrent && setAnswered({ question, answer });
    datasource.getSql(query, { from, to, intervalMs }, scopedVars).then(
      (statements) => finish({ statements }),
      (error: unknown) => finish({ error: describeModelError(error) })
    );
    return () => {
      isCurrent = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `question` stands for the query and its time
  }, [datasource, question]);
  if (answered?.question !== question) {
    return <LoadingPlaceholder text={t('sql.loading', 'Asking for the SQL')} />;
  }
  const { answer } = answered;
  if ('error' in answer) {
    const { kind, message } = answer.error;
    return (
      <Alert
        severity={kind === 'forbidden' ? 'info' : 'error'}
        title={
          kind === 'forbidden'
            ? t('sql.forbidden', 'The SQL is for analysts')
            : t('sql.failed', 'The SQL could not be shown')
        }
      >
        {message}
      </Alert>
    );
  }
  return (
    <Stack direction="column" gap={1}>
      {answer.statements.map(({ params, sql }, index) => (
        <section key={index} aria-label={t('sql.label', 'SQL of the query')} className={styles.statement}>
          <div className={styles.copy}>
            <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => sql}>
              {t('sql.copy', 'Copy SQL')}
            </ClipboardButton>
          </div>
          {/* Long statements scroll, which has to work by keyboard too. */}
          <pre className={styles.code} tabIndex={0}>
            {sql}
          </pre>
          {params.length > 0 && (
            <>
              <Text variant="bodySmall" weight="medium">
                {t('sql.parameters', 'Parameters')}
              </Text>
              <ol className={styles.params}>
                {params.map((param, position) => (
                  <li key={position}>
                    <code>{`$${position + 1}`}</code> {String(param)}
                  </li>
                ))}
              </ol>
            </>
          )}
        </section>
      ))}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  statement: css({ position: 'relative' }),
  copy: css({ position: 'absolute', top: theme.spacing(1), right: theme.spacing(2) }),
  code: css({
    margin: theme.spacing(0, 0, 1),
    maxHeight: 360,
    overflow: 'auto',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  params: css({
    listStyle: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
