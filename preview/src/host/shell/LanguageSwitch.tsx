import { t } from '@grafana/i18n';
import { Combobox, Dropdown, Field, Menu, ToolbarButton } from '@grafana/ui';
import { languages } from '../boot/preferences';
import { useHost } from '../host-context';

/** Chooses the language of the page; compact for the top bar, as a labelled field elsewhere. */
export function LanguageSwitch({ isCompact = false }: { isCompact?: boolean }) {
  const { preferences, setLanguage } = useHost();
  const label = t('shell.language', 'Language');
  if (!isCompact) {
    return (
      <Field noMargin label={label} htmlFor="language">
        <Combobox
          id="language"
          value={preferences.language}
          options={languages.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={({ value }) => setLanguage(value)}
        />
      </Field>
    );
  }
  const menu = (
    <Menu>
      {languages.map(({ code, name }) => (
        <Menu.Item
          key={code}
          label={name}
          active={code === preferences.language}
          icon={code === preferences.language ? 'check' : undefined}
          onClick={() => setLanguage(code)}
        />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-end">
      <ToolbarButton variant="canvas" aria-label={label} tooltip={label}>
        {preferences.language.slice(0, 2).toUpperCase()}
      </ToolbarButton>
    </Dropdown>
  );
}
