import { sceneGraph, SceneObjectBase, type SceneComponentProps, type SceneObjectState } from '@grafana/scenes';
import { t } from '@grafana/i18n';
import { IconButton, Stack } from '@grafana/ui';
import { ApproximationBadge } from './ApproximationBadge';

interface PanelMarksState extends SceneObjectState {
  isStandIn: boolean;
}

/** Beside a panel's title: whether a stand-in draws it, and what its answer says about itself, as Grafana shows it. */
export class PanelMarks extends SceneObjectBase<PanelMarksState> {
  static readonly Component = PanelMarksView;
}

function PanelMarksView({ model }: SceneComponentProps<PanelMarks>) {
  const { isStandIn } = model.useState();
  const { data } = sceneGraph.getData(model).useState();
  const texts = (data?.series ?? []).flatMap(({ meta }) => meta?.notices ?? []).map(({ text }) => text);
  const said = [...new Set(texts)].join('\n');
  return (
    <Stack direction="row" gap={0.5} alignItems="center">
      {isStandIn && <ApproximationBadge />}
      {said !== '' && (
        <IconButton
          name="exclamation-triangle"
          variant="secondary"
          tooltip={said}
          aria-label={t('panel.notices', 'Note on these data: {{said}}', {
            said,
            interpolation: { escapeValue: false },
          })}
        />
      )}
    </Stack>
  );
}
