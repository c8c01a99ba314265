import { type StatusLevel } from '@branchlight/panel-kit';
import { type Field, getActiveThreshold } from '@grafana/data';

/** The level of the threshold that a value is in, by the name of its colour; undefined for colours without a meaning. */
export function readStatus({ config }: Field, value: number | null): StatusLevel | undefined {
  const steps = config.thresholds?.steps;
  if (value === null || !steps || steps.length === 0) {
    return undefined;
  }
  const { color } = getActiveThreshold(value, steps);
  switch (/green|yellow|orange|red|success|warning|error/.exec(color)?.[0]) {
    case 'green':
    case 'success':
      return 'good';
    case 'yellow':
    case 'orange':
    case 'warning':
      return 'watch';
    case 'red':
    case 'error':
      return 'act';
    default:
      return undefined;
  }
}
