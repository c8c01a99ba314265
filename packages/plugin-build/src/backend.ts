import { build } from 'esbuild';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where backends run: Grafana looks for `<executable>_<os>_<arch>` in Go's words. */
export const backendPlatforms = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'] as const;

export interface BackendBuild {
  /** Paths of the executables, one for each platform. */
  executables: string[];
  /** Size of one executable in bytes. */
  bytes: number;
}

/**
 * Builds a plugin's backend, `src/backend/main.ts`, into executables for every platform: one JavaScript file each, with a
 * shebang, which needs Node on PATH and nothing else. The files are the same, only their names tell platforms apart.
 *
 * @param pluginDir - folder of the plugin
 * @param outDir - folder that gets the executables, made when it is missing
 * @param executable - their common name; by default `executable` of the plugin's `src/plugin.json`
 * @returns undefined for a plugin without a backend
 */
export async function buildBackend(
  pluginDir: string,
  outDir: string,
  executable = readExecutableName(pluginDir)
): Promise<BackendBuild | undefined> {
  const entry = path.join(pluginDir, 'src', 'backend', 'main.ts');
  if (executable === undefined || !existsSync(entry)) {
    return undefined;
  }
  mkdirSync(outDir, { recursive: true });
  const [first = '', ...others] = backendPlatforms.map((platform) => path.join(outDir, `${executable}_${platform}`));
  const result = await build({
    entryPoints: [entry],
    outfile: first,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    // Names stay readable: they show in stack traces, in Grafana's log.
    keepNames: true,
    banner: { js: '#!/usr/bin/env node' },
    legalComments: 'eof',
    metafile: true,
    logLevel: 'warning',
  });
  for (const file of others) {
    copyFileSync(first, file);
  }
  const executables = [first, ...others];
  executables.forEach((file) => chmodSync(file, 0o755));
  return { executables, bytes: Object.values(result.metafile.outputs)[0]?.bytes ?? 0 };
}

function readExecutableName(pluginDir: string): string | undefined {
  const file = path.join(pluginDir, 'src', 'plugin.json');
  const manifest: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  return typeof manifest === 'object' &&
    manifest !== null &&
    'executable' in manifest &&
    typeof manifest.executable === 'string'
    ? manifest.executable
    : undefined;
}
