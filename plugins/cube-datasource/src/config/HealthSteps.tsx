import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, Icon, type IconName, LoadingPlaceholder, Text, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { type HealthStep, readHealth } from './read-health';

type Check =
  | { state: 'idle' }
  | { state: 'running' }
  | { state: 'failed'; message: string }
  | { state: 'done'; steps: HealthStep[] };

/** Every stage of the health check with what was found and the remedy. The settings have to be saved before. */
export function HealthSteps({ uid }: { uid: string }) {
  const styles = useStyles2(getStyles);
  const [check, setCheck] = useState<Check>({ state: 'idle' });
  const run = () => {
    setCheck({ state: 'running' });
    readHealth(uid).then(
      (steps) => setCheck({ state: 'done', steps }),
      (error: unknown) => setCheck({ state: 'failed', message: error instanceof Error ? error.message : String(error) })
    );
  };
  return (
    <div className={styles.box}>
      <Button variant="secondary" size="sm" onClick={run} disabled={check.state === 'running'}>
        {t('config.steps.run', 'Check the saved settings step by step')}
      </Button>
      {check.state === 'running' && <LoadingPlaceholder text={t('config.steps.running', 'Checking')} />}
      {check.state === 'failed' && (
        <Alert severity="error" title={t('config.steps.failed', 'The check could not be made')}>
          {check.message}
        </Alert>
      )}
      {check.state === 'done' && (
        <ol className={styles.list} aria-label={t('config.steps.label', 'Steps of the check')}>
          {check.steps.map(({ message, stage, status }) => (
            <li key={stage} className={styles.step}>
              <Icon name={icons[status]} className={styles[status]} aria-hidden />
              <div>
                <Text weight="medium">{describeStage(stage)}</Text>{' '}
                <Text color="secondary">{describeStatus(status)}</Text>
                {message && <div>{message}</div>}
              </div>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

const icons: Record<HealthStep['status'], IconName> = {
  ok: 'check-circle',
  warning: 'exclamation-triangle',
  failed: 'exclamation-circle',
  'not-reached': 'circle',
};

function describeStatus(status: HealthStep['status']): string {
  switch (status) {
    case 'ok':
      return t('config.steps.ok', 'right');
    case 'warning':
      return t('config.steps.warning', 'look at this');
    case 'failed':
      return t('config.steps.broken', 'wrong');
    case 'not-reached':
      return t('config.steps.not-reached', 'not checked');
  }
}

function describeStage(stage: string): string {
  switch (stage) {
    case 'settings':
      return t('config.stage.settings', 'Settings are complete');
    case 'address':
      return t('config.stage.address', 'The address answers');
    case 'server':
      return t('config.stage.server', 'It is a Branchlight Cube server');
    case 'secret':
      return t('config.stage.secret', 'The secret is Cube’s');
    case 'version':
      return t('config.stage.version', 'Cube is new enough');
    case 'login':
      return t('config.stage.login', 'Your login is known to the bank');
    case 'bank':
      return t('config.stage.bank', 'A bank is loaded');
    case 'views':
      return t('config.stage.views', 'Views are open to you');
    default:
      return stage;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ marginBottom: theme.spacing(2) }),
  list: css({ listStyle: 'none', marginTop: theme.spacing(1) }),
  step: css({ display: 'flex', gap: theme.spacing(1), padding: theme.spacing(0.5, 0), maxWidth: 720 }),
  ok: css({ color: theme.colors.success.text }),
  warning: css({ color: theme.colors.warning.text }),
  failed: css({ color: theme.colors.error.text }),
  'not-reached': css({ color: theme.colors.text.disabled }),
});
