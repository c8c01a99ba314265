import { Trans } from '@grafana/i18n';
import { Button } from '@grafana/ui';

export function Panel() {
  return (
    <Button>
      <Trans i18nKey="x.y">Hello</Trans>
    </Button>
  );
}
