import { t } from '@grafana/i18n';
import { type ComboboxOption } from '@grafana/ui';
import { type Member } from '../model/model';
import { unescaped } from './unescaped';

export function toOptions(members: readonly Member[]): Array<ComboboxOption<string>> {
  return members.map((member) => {
    const description = describeMember(member);
    return {
      value: member.name,
      label: member.title,
      ...(description && { description }),
      ...(member.folder !== undefined && { group: member.folder }),
    };
  });
}

/** What a member is, whether it may be relied on, and how it is computed. */
export function describeMember({ description, meta }: Member): string {
  const marks = [
    meta.certified ? t('query.member.certified', 'Certified') : '',
    meta.unit ? describeUnit(meta.unit) : '',
  ].filter(Boolean);
  const sentences = [
    marks.join(', '),
    description,
    meta.formula ? t('query.member.formula', 'Formula: {{formula}}', { formula: meta.formula, ...unescaped }) : '',
  ];
  return sentences.filter(Boolean).join(' · ');
}

function describeUnit(unit: NonNullable<Member['meta']['unit']>): string {
  switch (unit) {
    case 'currency':
      return t('query.unit.currency', 'money');
    case 'count':
      return t('query.unit.count', 'number');
    case 'ratio':
      return t('query.unit.ratio', 'ratio');
    case 'hours':
      return t('query.unit.hours', 'hours');
    case 'minutes':
      return t('query.unit.minutes', 'minutes');
  }
}

/** Chosen members by their titles. One that is gone keeps its place and says so. */
export function toChosen(names: readonly string[], members: readonly Member[]): Array<ComboboxOption<string>> {
  return names.map((name) => ({ value: name, label: titleOf(name, members) }));
}

/** A member's title; its name with a mark where the view has none of that name. */
export function titleOf(name: string, members: readonly Member[]): string {
  return members.find((each) => each.name === name)?.title ?? describeMissing(name);
}

export function describeMissing(name: string): string {
  return name.includes('$') ? name : t('query.member.gone', '{{name}} (not available)', { name, ...unescaped });
}
