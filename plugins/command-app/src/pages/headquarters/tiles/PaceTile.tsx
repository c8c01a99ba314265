import { useState } from 'react';
import { Tile, type TileState } from '@branchlight/panel-kit';
import { t } from '@grafana/i18n';
import { findFrame, readNumber } from '../../../data/frames';
import { type Result } from '../../../data/use-targets';
import { formatPeriod } from '../../../shared/locale';
import { describeOffScale } from '../../../targets/pace-words';
import { PACE_REF_ID } from '../../../targets/target-queries';
import { readTargetPeriod } from '../../../targets/target-period';
import { type TargetModel } from '../../../targets/target-model';
import { type PageProps } from '../page-props';
import { focusTargets } from '../targets/focus-targets';
import { FigureInfo } from './FigureInfo';

interface Props extends PageProps {
  model: TargetModel;
  /** Code of the period whose targets belong to the page's */
  targetPeriod: string;
  result: Result;
}

/** Pace over all targets of the scope; leads to the targets one by one. */
export function PaceTile({ model, targetPeriod, result, ...page }: Props) {
  const [isExplained, setExplained] = useState(false);
  const frame = findFrame(result.frames, PACE_REF_ID);
  const value = readNumber(frame, 'score_pace');
  const score = readNumber(frame, 'score');
  const days = readTargetPeriod(targetPeriod) ?? page.selection.period;
  return (
    <>
      <Tile
        title={model.pace.title}
        description={model.pace.description}
        unit={{ kind: 'ratio' }}
        value={value}
        text={describeOffScale(value)}
        noChange={formatPeriod(days)}
        pace={
          score === null || value === null || value === 0
            ? undefined
            : { attained: score, expected: score / value, label: t('targets.attained', 'Attained, and due by now') }
        }
        state={tileState(value, frame !== undefined, result)}
        message={result.error !== undefined && !frame ? result.error : t('targets.no-unit', 'No targets here')}
        onSelect={focusTargets}
        onExplain={() => setExplained(true)}
      />
      {isExplained && (
        <FigureInfo
          {...page}
          selection={{ ...page.selection, period: days, compared: undefined }}
          metric={model.pace}
          figures={undefined}
          onClose={() => setExplained(false)}
        />
      )}
    </>
  );
}

function tileState(value: number | null, isAnswered: boolean, { isLoading, isStale, error }: Result): TileState {
  if (isLoading) {
    return 'loading';
  }
  if (!isAnswered && error !== undefined) {
    return 'error';
  }
  if (isStale) {
    return value === null ? 'loading' : 'updating';
  }
  return value === null ? 'empty' : 'ready';
}
