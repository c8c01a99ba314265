import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { builtMetadataSchema, type BuiltMetadata } from './metadata';

/** Elements and attributes by which an SVG does more than draw. */
const unsafeSvg =
  /<(script|foreignObject|iframe|use|image|animate|set)\b|\son\w+\s*=|(?:xlink:)?href\s*=|javascript:|<!ENTITY/i;
/** Words for those who build a plugin, in a text for those who use it. */
const jargon = /\b(yarn|npm|mage|webpack|docker[ -]compose|node_modules|go build)\b/i;
const trackers = /google-analytics|googletagmanager|segment\.(io|com)|hotjar|mixpanel|fullstory|rudderstack\.com/i;
const needed = ['plugin.json', 'module.js', 'README.md', 'CHANGELOG.md', 'LICENSE'];
const platforms = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'];

/**
 * What Grafana's plugin validator would find in a built plugin, as far as it can be told from its files: layout, metadata, backend, images,
 * texts. The validator itself is a Go program that its npm package downloads; docs/real-grafana.md says how to run it.
 *
 * @param dist - the built plugin's folder
 * @param version - of the plugin's package.json
 * @returns one sentence for each fault, empty when there is none
 */
export function checkBuiltPlugin(dist: string, version: string): string[] {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dist, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  const missing = needed.filter((name) => !files.includes(name)).map((name) => `${name} is missing`);
  if (missing.length > 0) {
    return missing;
  }
  const read = (file: string) => readFileSync(path.join(dist, file), 'utf8');
  const metadata = readMetadata(read('plugin.json'));
  if ('faults' in metadata) {
    return metadata.faults;
  }
  return [
    ...checkMetadata(metadata.value, version, files),
    ...checkBackend(metadata.value, files, dist),
    ...files
      .filter((file) => file.endsWith('.svg') && unsafeSvg.test(read(file)))
      .map((file) => `${file} does more than draw`),
    ...checkScripts(files, read),
    ...checkTexts(read),
  ];
}

function readMetadata(text: string): { value: BuiltMetadata } | { faults: string[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { faults: ['plugin.json is not JSON'] };
  }
  const result = builtMetadataSchema.safeParse(json);
  return result.success
    ? { value: result.data }
    : {
        faults: result.error.issues.map(
          (issue) => `plugin.json ${issue.path.join('.') || 'as a whole'}: ${issue.message}`
        ),
      };
}

function checkMetadata(metadata: BuiltMetadata, version: string, files: string[]): string[] {
  const { id, type, info, languages } = metadata;
  const images = [info.logos.small, info.logos.large, ...info.screenshots.map(({ path: file }) => file)];
  return [
    ...(id.endsWith(`-${type}`) ? [] : [`plugin.json: the id ${id} does not end with its type ${type}`]),
    ...(info.version === version ? [] : [`plugin.json has version ${info.version}, package.json ${version}`]),
    ...[...new Set(images)]
      .filter((file) => !files.includes(file))
      .map((file) => `plugin.json names ${file}, which is missing`),
    ...languages
      .map((language) => `locales/${language}/${id}.json`)
      .filter((file) => !files.includes(file))
      .map((file) => `${file} is missing`),
    ...metadata.dependencies.plugins
      .filter((other) => other.id === id)
      .map(() => 'plugin.json: the plugin depends on itself'),
  ];
}

function checkBackend({ backend, alerting, executable }: BuiltMetadata, files: string[], dist: string): string[] {
  const executables = files.filter((file) => path.posix.basename(file).startsWith('gpx_'));
  if (!backend) {
    return [
      ...(alerting ? ['plugin.json says alerting, which needs a backend'] : []),
      ...executables.map((file) => `${file} is there, and plugin.json says no backend`),
    ];
  }
  const wanted = platforms.map((platform) => `${executable}_${platform}`);
  return [
    ...wanted.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...executables
      .filter((file) => !wanted.includes(file))
      .map((file) => `${file} is none of the executables of plugin.json`),
    ...executables
      .filter((file) => process.platform !== 'win32' && (statSync(path.join(dist, file)).mode & 0o111) !== 0o111)
      .map((file) => `${file} has no run bit`),
  ];
}

function checkScripts(files: string[], read: (file: string) => string): string[] {
  const scripts = files.filter((file) => file.endsWith('.js'));
  return [
    ...scripts.filter((file) => !files.includes(`${file}.map`)).map((file) => `${file} has no source map`),
    ...scripts.filter((file) => trackers.test(read(file))).map((file) => `${file} names a tracker`),
    ...files
      .filter((file) => /(^|\/)(\.env|pid\.dlv|.*\.tsx?)$/.test(file))
      .map((file) => `${file} does not belong into a plugin`),
  ];
}

function checkTexts(read: (file: string) => string): string[] {
  const readme = read('README.md');
  return [
    ...(/apache license/i.test(read('LICENSE')) ? [] : ['LICENSE is not the Apache licence']),
    ...(readme.length < 200 ? ['README.md is too short to say what the plugin is for'] : []),
    ...[...readme.matchAll(/%[A-Z_]+%/g)].map(([placeholder]) => `README.md still holds ${placeholder}`),
    ...[jargon.exec(readme)?.[0]]
      .filter((word) => word !== undefined)
      .map((word) => `README.md speaks of "${word}": that is for developers`),
    ...[...readme.matchAll(/\]\((?!https:|#)([^)]+)\)/g)].map(
      ([, target]) => `README.md links to ${target}, which a catalogue cannot reach`
    ),
  ];
}

/** Plugins that need one another in a circle: Grafana could load none of them first. */
export function findCircles(plugins: ReadonlyArray<{ id: string; needs: readonly string[] }>): string[] {
  const needs = new Map(plugins.map((plugin) => [plugin.id, plugin.needs]));
  const reaches = (from: string, target: string, seen = new Set<string>()): boolean =>
    (needs.get(from) ?? []).some((next) => {
      if (next === target) {
        return true;
      }
      if (seen.has(next)) {
        return false;
      }
      seen.add(next);
      return reaches(next, target, seen);
    });
  return plugins.map(({ id }) => id).filter((id) => reaches(id, id));
}
