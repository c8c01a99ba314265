import { useCallback, useState } from 'react';
import { AppEvents } from '@grafana/data';
import { t } from '@grafana/i18n';
import { getAppEvents, getBackendSrv } from '@grafana/runtime';
import { Combobox, Field, type ComboboxOption } from '@grafana/ui';
import { viewersResponseSchema, type BootViewer } from '../../shared/boot';
import { useHost } from '../host-context';

/**
 * Looks at the suite through another person's eyes. A bank has thousands of branches: the list holds the top of the
 * organisation, typing asks the server for the others.
 */
export function UserSwitcher({ isCompact = false }: { isCompact?: boolean }) {
  const { boot } = useHost();
  const [isSwitching, setSwitching] = useState(false);
  const current = boot.viewers.find(({ login }) => login === boot.user.login);
  const options = useCallback((search: string) => findViewers(search, boot.viewers), [boot.viewers]);
  const label = t('user.label', 'View as');
  const id = isCompact ? 'view-as' : 'view-as-menu';

  const switchTo = async ({ value }: ComboboxOption<string>) => {
    if (value === boot.user.login) {
      return;
    }
    setSwitching(true);
    try {
      await getBackendSrv().post('/preview/session', { login: value });
      // Everything on the page was asked for by the other person: start over on their first page.
      window.location.assign('/');
    } catch {
      setSwitching(false);
      getAppEvents().publish({
        type: AppEvents.alertError.name,
        payload: [
          t('user.failed', 'Could not switch to {{login}}', { login: value }),
          t('user.failed-hint', 'You still see the page as before. Try again.'),
        ],
      });
    }
  };

  const box = (
    <Combobox
      id={id}
      aria-labelledby={isCompact ? 'view-as-label' : undefined}
      prefixIcon="user"
      value={{ value: boot.user.login, label: current?.title ?? boot.user.name }}
      options={options}
      loading={isSwitching}
      disabled={isSwitching}
      onChange={switchTo}
      noOptionsMessage={t('user.none', 'Nobody has this name or login.')}
      width={isCompact ? 38 : undefined}
      data-testid="user-switcher"
    />
  );
  return isCompact ? (
    <div>
      <span id="view-as-label" className="sr-only">
        {label}
      </span>
      {box}
    </div>
  ) : (
    <Field noMargin label={label} htmlFor={id}>
      {box}
    </Field>
  );
}

async function findViewers(search: string, top: BootViewer[]): Promise<Array<ComboboxOption<string>>> {
  const viewers = search.trim() === '' ? top : await askForViewers(search.trim());
  return viewers.map(({ login, title }) => ({ value: login, label: title, description: login }));
}

async function askForViewers(search: string): Promise<BootViewer[]> {
  const answer: unknown = await getBackendSrv().get('/preview/viewers', { search });
  return viewersResponseSchema.parse(answer).items;
}
