import path from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UserError, describeError } from '@branchlight/runtime';
import { buildPlugins, type PluginBuild } from './build-plugins';
import { checkPlugins } from './check/check-plugins';
import { findIncompatibilities } from './check/compatibility';
import { packagePlugins } from './package/package-plugins';
import { signPlugins } from './sign-plugins';
import { watchPlugins } from './watch-plugins';

const usage = `Usage: plugin-build COMMAND [PLUGIN ...] [OPTION ...]
  build [--force]   builds what has changed into plugins/<name>/dist
  dev               builds for development and again after every change, until Ctrl-C
  sign [--rootUrls URL,...]   signs built plugins with Grafana's signing service
  package [--sign [--rootUrls URL,...]] [--no-build] [--out FOLDER]
                    builds and packs into dist/<id>-<version>.zip with checksums; one JSON line per zip
  check [--offline]
                    builds, then holds the plugins against the criteria of Grafana's catalogue, and what they use of Grafana's packages
                    against every Grafana they are for (@grafana/levitate; asks the npm registry unless --offline)
PLUGIN is a folder below plugins/ or a plugin id; all when none is named.
`;

const print = (line: string) => process.stdout.write(`${line}\n`);

async function run(args: string[]): Promise<void> {
  const [command, ...rest] = args;
  const { names, options } = splitArguments(rest);
  switch (command) {
    case 'build':
      await buildPlugins({
        names,
        force: options.includes('--force'),
        onBuilt: (build) => print(describeBuild(build)),
      });
      return;
    case 'dev':
      await watchUntilInterrupted(names);
      return;
    case 'sign':
      signPlugins(names, options);
      return;
    case 'package':
      await packIntoZips(names, options);
      return;
    case 'check':
      await checkAll(names, readOptions(options, { offline: { type: 'boolean' } }).offline ?? false);
      return;
    default:
      throw new UserError(usage);
  }
}

async function checkAll(names: string[], offline: boolean): Promise<void> {
  await buildPlugins({ names, onBuilt: (build) => print(describeBuild(build)) });
  const faults = checkPlugins(names);
  if (!offline) {
    faults.push(...(await findIncompatibilities(names, print)));
  }
  if (faults.length > 0) {
    throw new UserError(faults.join('\n'));
  }
  print(`All plugins are sound${offline ? '; what they use of Grafana was not compared' : ''}.`);
}

async function packIntoZips(names: string[], args: string[]): Promise<void> {
  const options = readOptions(args, {
    sign: { type: 'boolean' },
    rootUrls: { type: 'string' },
    'no-build': { type: 'boolean' },
    out: { type: 'string' },
  });
  if (options.rootUrls !== undefined && !options.sign) {
    throw new UserError(`--rootUrls says for which addresses to sign: give --sign as well.\n${usage}`);
  }
  const packages = await packagePlugins({
    names,
    build: !options['no-build'],
    outDir: options.out === undefined ? undefined : path.resolve(options.out),
    sign: options.sign ? (options.rootUrls === undefined ? [] : ['--rootUrls', options.rootUrls]) : undefined,
  });
  packages.forEach((made) => print(JSON.stringify({ ...made, file: path.relative(process.cwd(), made.file) })));
}

function splitArguments(args: string[]): { names: string[]; options: string[] } {
  const firstOption = args.findIndex((arg) => arg.startsWith('-'));
  return firstOption < 0
    ? { names: args, options: [] }
    : { names: args.slice(0, firstOption), options: args.slice(firstOption) };
}

function readOptions<Options extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: Options) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UserError(`${describeError(error)}\n${usage}`);
  }
}

async function watchUntilInterrupted(names: string[]): Promise<void> {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  process.once('SIGTERM', () => controller.abort());
  print('Watching the plugins; Ctrl-C ends it.');
  await watchPlugins(names, controller.signal, print);
}

function describeBuild({ id, rebuilt, milliseconds, sizes }: PluginBuild): string {
  const toKilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const how = rebuilt ? `built in ${(milliseconds / 1000).toFixed(1)} s` : 'unchanged';
  return `${id}: ${how}; module.js ${toKilobytes(sizes.entryGzip)}, all scripts ${toKilobytes(sizes.totalGzip)} gzipped`;
}

run(process.argv.slice(2)).catch((error: unknown) => {
  const text = error instanceof UserError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
});
