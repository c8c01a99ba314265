import { t, Trans } from '@grafana/i18n';
import { Alert, Button, RadioButtonGroup, Stack } from '@grafana/ui';
import { useId, useState } from 'react';
import { type View } from '../model/model';
import { changeView } from '../query/change-view';
import { type CubeDataSourceQuery, type CubeQuery, findViewName, type ResultFormat } from '../query/query';
import { EditorRow } from './EditorRow';
import { JsonView } from './JsonView';
import { titleOf } from './member-options';
import { unescaped } from './unescaped';
import { ViewForm } from './ViewForm';
import { ViewSelect } from './ViewSelect';

interface QueryFormProps {
  /** At least one. */
  views: View[];
  query: CubeDataSourceQuery;
  onChange: (query: CubeDataSourceQuery) => void;
}

type Mode = 'form' | 'json';

/** A query as a form or as JSON. Both edit the same query; JSON that is none yet is kept beside it. */
export function QueryForm({ views, query, onChange }: QueryFormProps) {
  const viewId = useId();
  const [dropped, setDropped] = useState<{ names: string; view: string }>();
  const { draft, query: asked } = query;
  const mode: Mode = query.editorMode ?? 'form';
  const viewName = findViewName(asked);
  const view = views.find(({ name }) => name === viewName);
  const change = (changes: Partial<CubeQuery>) => {
    setDropped(undefined);
    onChange({ ...query, query: { ...asked, ...changes } });
  };
  const moveTo = (chosen: View) => {
    if (chosen.name === viewName) {
      return;
    }
    const moved = changeView(asked, chosen);
    const members = view ? [...view.measures, ...view.dimensions, ...view.times] : [];
    const names = moved.dropped.map((name) => titleOf(name, members)).join(', ');
    setDropped(names ? { names, view: chosen.title } : undefined);
    onChange({ ...query, query: moved.query });
  };
  const setMode = (editorMode: Mode) => onChange({ ...query, editorMode });
  return (
    <Stack direction="column" gap={1}>
      <EditorRow label={t('query.view.label', 'View')} htmlFor={viewId}>
        <ViewSelect id={viewId} views={views} chosen={viewName} onChange={moveTo} />
        <RadioButtonGroup<ResultFormat>
          aria-label={t('query.format.label', 'Format')}
          value={query.format}
          options={[
            { value: 'table', label: t('query.format.table', 'Table') },
            { value: 'timeseries', label: t('query.format.time-series', 'Time series') },
          ]}
          onChange={(format) => onChange({ ...query, format })}
        />
        <RadioButtonGroup<Mode>
          aria-label={t('query.mode.label', 'Edit as')}
          value={mode}
          options={[
            { value: 'form', label: t('query.mode.form', 'Form') },
            { value: 'json', label: t('query.mode.json', 'JSON') },
          ]}
          onChange={setMode}
        />
      </EditorRow>
      {dropped && (
        <Alert
          severity="info"
          title={t('query.dropped.title', 'Left out: {{names}}', { names: dropped.names, ...unescaped })}
          onRemove={() => setDropped(undefined)}
        >
          {t('query.dropped.text', '{{view}} does not have them. What both views have was kept.', {
            view: dropped.view,
            ...unescaped,
          })}
        </Alert>
      )}
      {mode === 'json' ? (
        <JsonView
          query={query}
          onChange={(changed) => {
            onChange({ ...withoutDraft(query), ...changed });
          }}
        />
      ) : (
        <>
          {draft !== undefined && (
            <DraftNotice onOpen={() => setMode('json')} onDiscard={() => onChange(withoutDraft(query))} />
          )}
          {viewName !== undefined && !view && <MissingView name={viewName} />}
          {view && <ViewForm view={view} query={asked} onChange={change} />}
        </>
      )}
    </Stack>
  );
}

function withoutDraft(query: CubeDataSourceQuery): CubeDataSourceQuery {
  const changed = { ...query };
  delete changed.draft;
  return changed;
}

function DraftNotice({ onOpen, onDiscard }: { onOpen: () => void; onDiscard: () => void }) {
  return (
    <Alert severity="warning" title={t('query.draft.title', 'The JSON has changes that are not applied')}>
      <p>
        <Trans i18nKey="query.draft.text">
          What is written there is not a query yet. It is kept; the form shows the last query that was one.
        </Trans>
      </p>
      <Stack direction="row" gap={1}>
        <Button size="sm" variant="secondary" onClick={onOpen}>
          {t('query.draft.open', 'Go on in the JSON')}
        </Button>
        <Button size="sm" variant="secondary" fill="outline" onClick={onDiscard}>
          {t('query.draft.discard', 'Discard these changes')}
        </Button>
      </Stack>
    </Alert>
  );
}

function MissingView({ name }: { name: string }) {
  return (
    <Alert severity="warning" title={t('query.missing-view.title', 'This view is not available')}>
      {t(
        'query.missing-view.text',
        'The query asks “{{name}}”, which is gone or not open to you. It is kept as it is; choose another view to change it.',
        { name, ...unescaped }
      )}
    </Alert>
  );
}
