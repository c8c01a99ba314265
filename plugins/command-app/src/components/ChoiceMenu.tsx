import { unescaped } from '@branchlight/panel-kit';
import { t } from '@grafana/i18n';
import { Button, Dropdown, type IconName, Menu } from '@grafana/ui';

interface Props {
  /** What is chosen here, read out with the choice: "Compared with". */
  label: string;
  options: Array<{ value: string; label: string; description?: string }>;
  value: string | undefined;
  onChange: (value: string) => void;
  icon?: IconName;
  size?: 'sm' | 'md';
}

/** A button that shows one choice of a few and opens the others. */
export function ChoiceMenu({ label, options, value, onChange, icon, size = 'sm' }: Props) {
  const chosen = options.find((option) => option.value === value)?.label ?? '';
  const menu = (
    <Menu ariaLabel={label}>
      {options.map((option) => (
        <Menu.Item
          key={option.value}
          role="menuitemradio"
          ariaChecked={option.value === value}
          active={option.value === value}
          icon={option.value === value ? 'check' : undefined}
          label={option.label}
          description={option.description}
          onClick={() => onChange(option.value)}
        />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-end">
      <Button
        variant="secondary"
        fill="outline"
        size={size}
        icon={icon}
        aria-label={t('choice.chosen', '{{label}}: {{chosen}}', { label, chosen, ...unescaped })}
      >
        {chosen} ▾
      </Button>
    </Dropdown>
  );
}
