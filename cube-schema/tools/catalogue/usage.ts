import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { listPageMembers } from './page-members';

export const usageKinds = ['board', 'page', 'rule', 'playbook'] as const;
export type UsageKind = (typeof usageKinds)[number];

/** Something of the product that shows a member or decides by it. */
export interface Usage {
  kind: UsageKind;
  /** What people know it by */
  title: string;
  /** Relative to the repository */
  file: string;
}

const titleSchema = z.looseObject({ title: z.string().optional(), name: z.string().optional() });

/**
 * By member (`deposits.balance_end`) who uses it: dashboards of provisioning/dashboards, pages of the command center, alert rules of bank/alerts
 * and playbooks of bank/playbooks. A folder that does not exist uses nothing.
 *
 * @param members - every member that there is
 */
export function readUsage(root: string, members: ReadonlySet<string>): Map<string, Usage[]> {
  const usage = new Map<string, Usage[]>();
  const add = (used: Iterable<string>, one: Usage) => {
    for (const member of used) {
      usage.set(member, [...(usage.get(member) ?? []), one]);
    }
  };
  const declared: Array<[UsageKind, string]> = [
    ['board', 'provisioning/dashboards/json/**/*.json'],
    ['rule', 'bank/alerts/**/*.{yml,yaml,json}'],
    ['rule', 'provisioning/alerting/**/*.{yml,yaml,json}'],
    ['playbook', 'bank/playbooks/**/*.{yml,yaml,json}'],
  ];
  for (const [kind, pattern] of declared) {
    for (const file of globSync(pattern, { cwd: root }).sort()) {
      if (/\.schema\.json$/.test(file)) {
        continue;
      }
      const text = readFileSync(path.join(root, file), 'utf8');
      // YAML reads JSON as well.
      const content: unknown = parse(text);
      const { title, name } = titleSchema.safeParse(content).data ?? {};
      const posix = file.split(path.sep).join('/');
      add(listNamed(content, members), {
        kind,
        title: title ?? name ?? path.basename(file, path.extname(file)),
        file: posix,
      });
    }
  }
  for (const { title, file, members: used } of listPageMembers(root, members)) {
    add(used, { kind: 'page', title, file });
  }
  return usage;
}

/** Members that any text of a file names, alone or within SQL and expressions. */
function listNamed(content: unknown, members: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      for (const [name] of value.matchAll(/\b[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\b/g)) {
        if (members.has(name)) {
          found.add(name);
        }
      }
    } else if (typeof value === 'object' && value !== null) {
      Object.entries(value).forEach(([key, inner]) => {
        visit(key);
        visit(inner);
      });
    }
  };
  visit(content);
  return found;
}
