import { t } from '@grafana/i18n';
import { Combobox } from '@grafana/ui';
import { type View } from '../model/model';
import { describeMissing } from './member-options';

interface ViewSelectProps {
  id: string;
  views: View[];
  /** Name of the chosen view; it may be one that is gone. */
  chosen: string | undefined;
  onChange: (view: View) => void;
}

/** Chooses a view by its title. */
export function ViewSelect({ id, views, chosen, onChange }: ViewSelectProps) {
  const title = views.find(({ name }) => name === chosen)?.title;
  return (
    <Combobox
      id={id}
      width={32}
      placeholder={t('query.view.placeholder', 'Choose what to ask about')}
      options={views.map(({ name, title: label, description }) => ({ value: name, label, description }))}
      value={chosen === undefined ? null : { value: chosen, label: title ?? describeMissing(chosen) }}
      onChange={({ value }) => {
        const view = views.find(({ name }) => name === value);
        if (view) {
          onChange(view);
        }
      }}
    />
  );
}
