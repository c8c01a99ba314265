import { type ReactNode } from 'react';
import { Skeleton, StateMessage } from '@branchlight/panel-kit';
import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import { type Result } from '../data/use-targets';

interface Props {
  result: Pick<Result, 'isLoading' | 'error' | 'retry'>;
  /** Why there is nothing to draw; undefined when there is something. */
  empty: { title: string; text: string; action?: ReactNode } | undefined;
  /** Height that the content will have, in pixels: keeps the layout while it loads. */
  height: number;
  children: ReactNode;
}

/** Shows a section's content, or why it is not there. */
export function SectionState({ result, empty, height, children }: Props) {
  if (result.isLoading) {
    return (
      <div aria-busy="true">
        <Skeleton height={height} />
      </div>
    );
  }
  if (result.error !== undefined) {
    return (
      <StateMessage
        kind="error"
        title={t('section.failed', 'Could not be loaded')}
        action={
          <Button size="sm" onClick={result.retry}>
            {t('state.retry', 'Try again')}
          </Button>
        }
      >
        {result.error}
      </StateMessage>
    );
  }
  return empty ? (
    <StateMessage kind="empty" title={empty.title} action={empty.action}>
      {empty.text}
    </StateMessage>
  ) : (
    children
  );
}
