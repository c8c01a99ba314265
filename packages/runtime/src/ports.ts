import { UserError } from './user-error';

/** TCP ports of one suite, all on 127.0.0.1. */
export interface SuitePorts {
  preview: number;
  cube: number;
  hub: number;
  postgres: number;
}

const highestPort = 65_535;
const offsets = { preview: 0, cube: 1000, hub: 1100, postgres: 51_320 } as const;

/**
 * The ports that follow from the preview's port, so that several suites run side by side.
 *
 * @param base - port of the preview, by default 3000
 * @throws UserError when a port would lie outside 1-65535
 */
export function resolveSuitePorts(base = 3000): SuitePorts {
  const highestBase = highestPort - offsets.postgres;
  if (!Number.isInteger(base) || base < 1 || base > highestBase) {
    throw new UserError(
      `--port ${base} is not usable: take a whole number from 1 to ${highestBase} (Postgres listens ${offsets.postgres} above it).`
    );
  }
  return {
    preview: base + offsets.preview,
    cube: base + offsets.cube,
    hub: base + offsets.hub,
    postgres: base + offsets.postgres,
  };
}
