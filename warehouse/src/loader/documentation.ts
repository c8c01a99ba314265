import { targets, type Target } from './targets';

/** The part of docs/add-a-source.md that lists tables and fields. */
export function describeTargets(): string {
  return [...targets.values()].map(describeTarget).join('\n\n');
}

function describeTarget({ name, description, fields, key }: Target): string {
  const names = [...key, ...Object.keys(fields).filter((field) => !key.includes(field))];
  const rows = names.map((field) => {
    const { description: meaning, needed, type, values, references } = fields[field] ?? { description: '', type: '' };
    const kind = values ? values.join(', ') : references ? `key of ${references}` : type;
    return `| ${needed ? `**${field}**` : field} | ${meaning} | ${kind} |`;
  });
  return [`### ${name}`, `${description}.`, '', '| field | | |', '|---|---|---|', ...rows].join('\n');
}
