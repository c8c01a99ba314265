import { type Result, useTargets } from '../../data/use-targets';
import { type Metric } from '../../metrics/metric';
import { type CubeTarget } from '../../queries/cube-query';
import { type PageQueryInput } from '../../queries/page-queries';
import { type PageContext } from './page-context';

/** What a section asks for, kept beside the answer so that an old answer is never read with new choices. */
export interface ReadInput extends PageQueryInput {
  metrics: Metric[];
  by: string | undefined;
}

/** Asks for a section's figures in one request. `asked` is what the frames at hand answer; undefined before the first answer. */
export function useSection(
  { viewer }: PageContext,
  targets: CubeTarget[],
  input: ReadInput
): Result & { asked: ReadInput | undefined } {
  const { input: asked, ...result } = useTargets({
    targets,
    period: input.period,
    timeZone: viewer.bank.timeZone,
    input,
  });
  return { ...result, asked };
}
