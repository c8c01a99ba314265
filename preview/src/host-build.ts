import { createHash, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { grafanaInternals } from './host/grafana-internals.modules';
import { listMissingIcons, writeFallbackIcons } from './host-icons';
import { findHostPackages, replaceReact, type HostPackages, type ReactMajor } from './host-packages';

const root = path.join(__dirname, '..', '..');
const hostSources = path.join(__dirname, 'host');
const stampFile = 'build-stamp.json';

export interface HostBuild {
  /** False when the bundle in the folder was made from the same sources. */
  rebuilt: boolean;
  milliseconds: number;
}

/**
 * Bundles the browser host into `outDir`: `main.js` (an ES module, the only file a page has to load), its chunks and
 * styles, fonts and icons. Every address inside is relative to `main.js`, so the folder may be served anywhere.
 * Does nothing when sources, lock file and React are those of the last build. Throws when a source does not compile.
 */
export async function buildHost(outDir: string, react: ReactMajor = '18'): Promise<HostBuild> {
  const started = performance.now();
  const packages = findHostPackages(react);
  const stamp = computeStamp(packages);
  if (readStamp(outDir) === stamp) {
    return { rebuilt: false, milliseconds: performance.now() - started };
  }
  const freshDir = `${outDir}.new-${randomUUID()}`;
  rmSync(freshDir, { recursive: true, force: true });
  mkdirSync(freshDir, { recursive: true });
  try {
    await bundle(freshDir, packages);
    copyAssets(freshDir, packages);
    writeFileSync(path.join(freshDir, stampFile), JSON.stringify({ stamp }));
    replaceFolder(freshDir, outDir, stamp);
  } finally {
    rmSync(freshDir, { recursive: true, force: true });
  }
  return { rebuilt: true, milliseconds: performance.now() - started };
}

/** Two suites may build at once: whoever comes second keeps the folder of the first when it holds the same build. */
function replaceFolder(freshDir: string, outDir: string, stamp: string): void {
  const oldDir = `${freshDir}.old`;
  for (let attempt = 1; ; attempt++) {
    try {
      if (existsSync(outDir)) {
        renameSync(outDir, oldDir);
        rmSync(oldDir, { recursive: true, force: true });
      }
      renameSync(freshDir, outDir);
      return;
    } catch (error) {
      if (readStamp(outDir) === stamp) {
        return;
      }
      if (attempt === 5) {
        throw error;
      }
    }
  }
}

async function bundle(outDir: string, packages: HostPackages): Promise<void> {
  await build({
    entryPoints: { main: path.join(hostSources, 'main.ts') },
    outdir: outDir,
    bundle: true,
    format: 'esm',
    splitting: true,
    minify: true,
    sourcemap: false,
    target: ['es2022'],
    jsx: 'automatic',
    logLevel: 'silent',
    legalComments: 'linked',
    entryNames: '[name]',
    chunkNames: 'chunks/[name]-[hash]',
    assetNames: 'assets/[name]-[hash]',
    define: {
      // React 19 is there to find what plugins do wrong on it, which only its development build says (on the console).
      'process.env.NODE_ENV': JSON.stringify(packages.react === '18' ? 'production' : 'development'),
      global: 'globalThis',
      GRAFANA_VERSION: JSON.stringify(packages.grafanaVersion),
    },
    loader: { '.svg': 'file', '.png': 'file', '.woff2': 'file', '.woff': 'file', '.ttf': 'file' },
    plugins: [
      resolveGrafanaInternals(packages),
      shareRouterWithGrafanaUi(packages),
      shareMomentWithGrafanaData(packages),
      setBankClock(),
      ...(packages.react === '19' ? [replaceReact()] : []),
    ],
  });
}

/** Resolves the names of `grafana-internals.modules.ts` to files that the packages' `exports` hide. */
function resolveGrafanaInternals({ locate }: HostPackages): Plugin {
  return {
    name: 'grafana-internals',
    setup(setup) {
      setup.onResolve({ filter: /^grafana-internal:/ }, ({ path: name }) => {
        const internal = grafanaInternals.find((candidate) => candidate.name === name);
        return internal
          ? { path: path.join(locate(internal.package), internal.file) }
          : { errors: [{ text: `${name} is not listed in grafana-internals.modules.ts` }] };
      });
    },
  };
}

/**
 * Links of @grafana/ui read the router's context of `react-router-dom-v5-compat`. Host, host scenes and plugins (which
 * get `react-router` from the host) have to use that same copy, as in Grafana.
 */
function shareRouterWithGrafanaUi({ locate }: HostPackages): Plugin {
  const require = createRequire(path.join(locate('@grafana/ui'), 'package.json'));
  const compat = path.join(path.dirname(require.resolve('react-router-dom-v5-compat/package.json')), 'dist/index.js');
  return {
    name: 'share-router',
    setup(setup) {
      setup.onResolve({ filter: /^react-router(-dom)?$/ }, ({ importer }) =>
        importer.startsWith(hostSources) || importer.includes('/@grafana/scenes/') ? { path: compat } : undefined
      );
    },
  };
}

/** Plugins that ask for `moment` get the copy that @grafana/data makes its dates with. */
function shareMomentWithGrafanaData({ locate }: HostPackages): Plugin {
  return {
    name: 'share-moment',
    setup(setup) {
      setup.onResolve({ filter: /^moment$/ }, ({ importer, kind }) =>
        importer.startsWith(hostSources)
          ? setup.resolve('moment', { kind, resolveDir: locate('@grafana/data') })
          : undefined
      );
    },
  };
}

/**
 * Makes `now` in Grafana's date math the bank's clock. Pickers, dashboards and the scenes inside of plugins all parse
 * their ranges with this one function of @grafana/data, and scenes hand it the wall clock (`options.now`), so that the
 * clock cannot be set from outside. `Date` itself stays untouched: timers, caches and log times run as ever.
 */
export function setBankClock(): Plugin {
  const wallClock = 'dateTimeForTimeZone(options.timezone, options.now)';
  const bankClock = 'dateTimeForTimeZone(options.timezone, globalThis.__branchlightNow?.() ?? options.now)';
  return {
    name: 'bank-clock',
    setup(setup) {
      setup.onLoad({ filter: /@grafana\/data\/dist\/esm\/datetime\/datemath\.mjs$/ }, ({ path: file }) => {
        const source = readFileSync(file, 'utf8');
        if (source.split(wallClock).length !== 2) {
          return {
            errors: [{ text: 'The date math of @grafana/data reads the time elsewhere now: adapt setBankClock' }],
          };
        }
        return { contents: source.replace(wallClock, bankClock), loader: 'js' };
      });
    },
  };
}

const fontWeights = { Regular: '400-normal', Medium: '500-normal', Italic: '400-italic', MediumItalic: '500-italic' };

/** Puts fonts and icons where @grafana/ui asks for them under `window.__grafana_public_path__`. */
function copyAssets(outDir: string, { locate }: HostPackages): void {
  const modules = path.join(root, 'node_modules');
  for (const [name, weight] of Object.entries(fontWeights)) {
    for (const [subset, suffix] of [
      ['latin', ''],
      ['latin-ext', 'Ext'],
      ['cyrillic', 'Cyrillic'],
      ['greek', 'Greek'],
    ]) {
      copyFile(
        path.join(modules, '@fontsource/inter/files', `inter-${subset}-${weight}.woff2`),
        path.join(outDir, 'fonts/inter', `Inter-${name}${suffix}.woff2`)
      );
    }
  }
  copyFile(
    path.join(modules, '@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2'),
    path.join(outDir, 'fonts/roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2')
  );
  const icons = path.join(outDir, 'build/img/icons');
  cpSync(path.join(locate('@grafana/ui'), 'dist/public/img/icons'), icons, { recursive: true });
  writeFallbackIcons(icons, listMissingIcons(icons, locate('@grafana/data')));
}

function copyFile(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  cpSync(from, to);
}

function computeStamp({ reactVersion, grafanaVersion }: HostPackages): string {
  const hash = createHash('sha256').update(`react ${reactVersion}, grafana ${grafanaVersion}\0`);
  const files = [
    ...globSync('**/*', { cwd: hostSources }).map((file) => path.join(hostSources, file)),
    ...globSync('*.ts', { cwd: path.join(__dirname, 'shared') }).map((file) => path.join(__dirname, 'shared', file)),
    __filename,
    path.join(__dirname, 'host-icons.ts'),
    path.join(__dirname, 'host-packages.ts'),
    path.join(root, 'node_modules/.package-lock.json'),
  ];
  for (const file of files.filter((name) => statSync(name, { throwIfNoEntry: false })?.isFile()).sort()) {
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function readStamp(outDir: string): string | undefined {
  const file = path.join(outDir, stampFile);
  if (!existsSync(file)) {
    return undefined;
  }
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof content === 'object' && content !== null && 'stamp' in content ? String(content.stamp) : undefined;
}
