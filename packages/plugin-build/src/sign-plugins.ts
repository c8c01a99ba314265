import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError, findRepositoryRoot } from '@branchlight/runtime';
import { findPlugins } from './plugin-source';

const help = `Signing needs a token of Grafana's own signing service:
  1. grafana.com > your organisation > Access policies: make a token with the scope plugins:write.
  2. GRAFANA_ACCESS_POLICY_TOKEN=... npm run plugin:sign -- --rootUrls https://grafana.example.bank
--rootUrls makes a private signature, valid at these addresses only (comma-separated); without it the plugin has to be
public. No signature is needed where Grafana lists the ids in GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS.`;

/**
 * Signs built plugins with Grafana's own tool, which writes MANIFEST.txt into their `dist`.
 * @param options - passed on to the tool, such as `--rootUrls URL`
 * @throws {UserError} when there is no token, no build, or the tool refuses
 */
export function signPlugins(names: string[], options: string[], env: NodeJS.ProcessEnv = process.env): void {
  requireToken(env);
  for (const plugin of findPlugins(findRepositoryRoot(), names)) {
    if (!existsSync(path.join(plugin.folder, 'dist', 'module.js'))) {
      throw new UserError(`plugins/${plugin.name} is not built. Run \`npm run plugin:build -- ${plugin.name}\` first.`);
    }
    const { status } = spawnSync('npx', ['--yes', '@grafana/sign-plugin', ...options], {
      cwd: plugin.folder,
      stdio: 'inherit',
      env,
    });
    if (status !== 0) {
      throw new UserError(`plugins/${plugin.name} was not signed; the lines above say why.\n${help}`);
    }
  }
}

/** @throws {UserError} that says how to get a token when there is none */
export function requireToken(env: NodeJS.ProcessEnv): void {
  if (!env.GRAFANA_ACCESS_POLICY_TOKEN && !env.GRAFANA_API_KEY) {
    throw new UserError(`GRAFANA_ACCESS_POLICY_TOKEN is not set.\n${help}`);
  }
}
