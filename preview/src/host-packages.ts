import { UserError } from '@branchlight/runtime';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Plugin } from 'esbuild';

const modules = path.join(__dirname, '..', '..', 'node_modules');
/** @grafana/runtime 13.2 under another name; the packages that it brings lie below it. */
const grafana132 = path.join(modules, 'grafana-13.2');

export const reactMajors = ['18', '19'] as const;
export type ReactMajor = (typeof reactMajors)[number];

/** What a Grafana gives to its plugins: 13.0 and 13.1 came with React 18, 13.2 moved to 19. */
export interface HostPackages {
  react: ReactMajor;
  /** Version of React, such as `18.3.1`. */
  reactVersion: string;
  /** Version of Grafana's packages, such as `13.1.1`. */
  grafanaVersion: string;
  /** Folder of a package's files. */
  locate: (name: string) => string;
}

/** The React that the host is built with: `BRANCHLIGHT_REACT`, else 18. Throws a UserError for anything but 18 and 19. */
export function readReactMajor(env: NodeJS.ProcessEnv): ReactMajor {
  const wanted = env.BRANCHLIGHT_REACT || '18';
  const major = reactMajors.find((candidate) => candidate === wanted);
  if (!major) {
    throw new UserError(
      `BRANCHLIGHT_REACT=${wanted} is no React that Grafana 13 comes with. Remedy: set it to 18 or 19, or unset it.`
    );
  }
  return major;
}

/** Throws when what is installed is not of the major asked for, so that a bundle never says 19 and holds 18. */
export function findHostPackages(react: ReactMajor): HostPackages {
  const locate = react === '18' ? (name: string) => path.join(modules, name) : locateOf132;
  const reactVersion = readVersion(locate('react'));
  if (!reactVersion.startsWith(`${react}.`) || readVersion(locate('react-dom')) !== reactVersion) {
    throw new Error(`React ${react} was asked for and ${reactVersion} is installed. Remedy: run \`npm ci\`.`);
  }
  const [grafanaVersion = '', ...others] = new Set(
    ['@grafana/runtime', '@grafana/data', '@grafana/ui', '@grafana/i18n'].map((name) => readVersion(locate(name)))
  );
  if (others.length > 0) {
    throw new Error(`Grafana's packages differ in version: ${[grafanaVersion, ...others].join(', ')}.`);
  }
  return { react, reactVersion, grafanaVersion, locate };
}

function locateOf132(name: string): string {
  switch (name) {
    case 'react':
    case 'react-dom':
      return path.join(modules, `${name}-19`);
    case '@grafana/runtime':
      return grafana132;
    default:
      return path.join(grafana132, 'node_modules', name);
  }
}

function readVersion(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}

const replaced = /^(react|react-dom|@grafana\/(?:runtime|data|ui|i18n|schema)|i18next)(\/.*)?$/;

/**
 * Gives React 19 and Grafana 13.2 to everybody in the bundle who asks for React or Grafana's packages, libraries included:
 * there may be one React on a page only. Everything else is the same in both bundles.
 */
export function replaceReact(): Plugin {
  const own = 'replace-react';
  return {
    name: own,
    setup(setup) {
      setup.onResolve({ filter: replaced }, ({ path: name, importer, kind, pluginData }) => {
        const [, base = '', rest = ''] = replaced.exec(name) ?? [];
        // A package below another one may need an i18next of its own.
        if (pluginData === own || (base === 'i18next' && importer.includes('/node_modules/'))) {
          return undefined;
        }
        const [resolveDir, alias] =
          base === '@grafana/runtime'
            ? [modules, `grafana-13.2${rest}`]
            : base.startsWith('react')
              ? [modules, `${base}-19${rest}`]
              : [grafana132, name];
        return setup.resolve(alias, { kind, resolveDir, pluginData: own });
      });
    },
  };
}
