import { t } from '@grafana/i18n';
import { type ComboboxOption } from '@grafana/ui';
import { type Member } from '../model/model';
import { unescaped } from './unescaped';

export function toOptions(members: readonly Member[]): Array<ComboboxOption<string>> {
  return members.map(({ name, title, description }) => ({
    value: name,
    label: title,
    ...(description && { description }),
  }));
}

/** Chosen members by their titles. One that is gone keeps its place and says so. */
export function toChosen(names: readonly string[], members: readonly Member[]): Array<ComboboxOption<string>> {
  return names.map((name) => {
    const member = members.find((each) => each.name === name);
    return { value: name, label: member?.title ?? describeMissing(name) };
  });
}

export function describeMissing(name: string): string {
  return name.includes('$') ? name : t('query.member.gone', '{{name}} (not available)', { name, ...unescaped });
}
