import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findRepositoryRoot, UserError } from '@branchlight/runtime';
import { z } from 'zod';
import { findPlugins, type PluginSource } from '../plugin-source';

const packages = ['@grafana/data', '@grafana/ui', '@grafana/runtime'];
/** The oldest Grafana that plugin.json lets in, and the newest whose packages can all be had. */
export const comparedVersions = ['13.0.0', '13.2.2'];

/**
 * Compares what plugins use of Grafana's packages with other versions of these packages, by Grafana's own @grafana/levitate. It installs
 * those versions from the npm registry into a temporary folder.
 *
 * @returns one text for each version that does not fit, with levitate's report
 * @throws UserError when levitate cannot compare, such as without a network
 */
export async function findIncompatibilities(names: string[], onStep: (line: string) => void): Promise<string[]> {
  const root = findRepositoryRoot();
  const plugins = findPlugins(root, names);
  const faults: string[] = [];
  for (const version of comparedVersions) {
    const { fits, report } = await compare(plugins, version, root);
    onStep(`What the plugins use ${fits ? 'is' : 'is not'} in Grafana ${version}`);
    if (!fits) {
      faults.push(`Grafana ${version}:\n${report}`);
    }
  }
  return faults;
}

async function compare(
  plugins: readonly PluginSource[],
  version: string,
  root: string
): Promise<{ fits: boolean; report: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'branchlight-levitate-'));
  try {
    const entry = layOutProject(folder, plugins, root);
    const targets = packages.map((name) => `${name}@${version}`).join(',');
    const bin = path.join(root, 'node_modules/@grafana/levitate/dist/bin.js');
    const { code, output } = await run([bin, 'is-compatible', '--path', entry, '--target', targets], folder);
    return readReport(code, output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Only what levitate lists by name counts. Its exit code and its count include types that it took for changed and then found no difference
 * in, such as that of `config`, which other types of the package are part of.
 *
 * @throws UserError when not every package was compared: levitate ends well as well when it skipped all
 */
export function readReport(code: number | null, output: string): { fits: boolean; report: string } {
  const compared = output.match(/Successfully compared versions/g)?.length ?? 0;
  if (compared < packages.length) {
    throw new UserError(
      `levitate compared ${compared} of ${packages.length} packages (exit code ${code}):\n${output.trim()}`
    );
  }
  return { fits: !/^\s*\d+\) (Removed|Changed) /m.test(output), report: output.trim() };
}

/**
 * levitate asks npm which versions a project has, and npm shows a workspace's own only. So it gets a project of its own, with one file that
 * leads into the plugins.
 */
function layOutProject(folder: string, plugins: readonly PluginSource[], root: string): string {
  const dependencies = packages.map((name) => {
    const installed = path.join(root, 'node_modules', name);
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')));
    mkdirSync(path.join(folder, 'node_modules', path.dirname(name)), { recursive: true });
    symlinkSync(installed, path.join(folder, 'node_modules', name));
    return [name, version];
  });
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'compared', version: '0.0.0', dependencies: Object.fromEntries(dependencies) })
  );
  const lines = plugins.map((plugin, index) => {
    // Without its ending, be it .ts or .tsx.
    const source = path.join(plugin.folder, 'src', 'module');
    return `export * as plugin${index} from ${JSON.stringify(source)};\n`;
  });
  writeFileSync(path.join(folder, 'module.ts'), lines.join(''));
  return 'module.ts';
}

function run(args: string[], cwd: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
