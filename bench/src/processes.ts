import { readFileSync, readdirSync } from 'node:fs';

/** Milliseconds of processor time that a process has used, of all its threads. */
export function readCpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // Ticks of user and system time; Linux counts a hundred of them to a second on every machine that Node runs on.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The most memory that a process has held so far, in megabytes. */
export function readPeakMemoryMb(pid: number): number {
  return readKilobytes(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmHWM') / 1024;
}

export interface ProcessMemory {
  pid: number;
  role: string;
  /** Its own pages and its share of those that several processes map: these add up without counting any twice. */
  pssMb: number;
  rssMb: number;
}

/** Memory of a process and everything below it; processes that have just ended are left out. */
export function readTreeMemory(root: number): ProcessMemory[] {
  return listTree(root).flatMap((pid) => {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      return [
        {
          pid,
          role: nameRole(readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim()),
          pssMb: readKilobytes(rollup, 'Pss') / 1024,
          rssMb: readKilobytes(rollup, 'Rss') / 1024,
        },
      ];
    } catch {
      return [];
    }
  });
}

/** Kilobytes behind a name in a file of /proc such as status or smaps_rollup; 0 where it is missing. */
export function readKilobytes(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? 0);
}

const roles: ReadonlyArray<[RegExp, string]> = [
  [/gpx_branchlight/, 'datasource backend'],
  [/^postgres:|\/postgres /, 'postgres'],
  [/cube-server\/src\/server/, 'cube'],
  [/action-hub\/src\/server/, 'action hub'],
  [/guardian/, 'guardian'],
  [/preview\/src\/main\.ts/, 'preview'],
  [/esbuild/, 'esbuild'],
  [/^npm|^sh /, 'npm'],
];

/** What a process of the suite is there for, by its command line. */
export function nameRole(command: string): string {
  const role = roles.find(([pattern]) => pattern.test(command))?.[1];
  // Starters wait for the process that does the work.
  return role === 'preview' && /with-node|\/tsx\/dist\/cli|\.bin\/tsx/.test(command) ? 'starters' : (role ?? 'other');
}

function listTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    try {
      const stat = readFileSync(`/proc/${Number(name)}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // No process, or gone meanwhile.
    }
  }
  const found = new Set([root]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const [pid, parent] of parents) {
      if (found.has(parent)) {
        found.add(pid);
      }
    }
  }
  return [...found];
}
