import { type AnnotationSupport } from '@grafana/data';
import { defer, of } from 'rxjs';
import { migrateQuery } from '../query/migrate-query';
import { type CubeDataSourceQuery, isRunnable } from '../query/query';
import { toEvents } from './annotation-events';
import { AnnotationQueryEditor } from './AnnotationQueryEditor';

/** More marks than these hide the figures they are about. */
const eventsAtMost = 1_000;

/** Marks on panels from rows of the semantic layer: one for each row that has a time. */
export function createAnnotationSupport(): AnnotationSupport<CubeDataSourceQuery> {
  return {
    QueryEditor: AnnotationQueryEditor,
    prepareQuery: ({ target }) => {
      const query = target && migrateQuery(target);
      if (!query || !isRunnable(query.query)) {
        return undefined;
      }
      return { ...query, format: 'table', query: { limit: eventsAtMost, ...query.query } };
    },
    processEvents: ({ target }, frames) =>
      defer(() => of(frames.flatMap((frame) => toEvents(frame, target?.annotation)))),
  };
}
