import { css } from '@emotion/css';
import { useEffect, useState } from 'react';
import { AppEvents, type EventBusSrv, type GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2, type AlertVariant } from '@grafana/ui';

interface Toast {
  id: number;
  severity: AlertVariant;
  title: string;
  text?: string;
}

const lifetimes: Record<AlertVariant, number> = { success: 4000, info: 4000, warning: 8000, error: 15_000 };

/** Shows what plugins and host publish as Grafana's alert events. */
export function Toasts({ appEvents }: { appEvents: EventBusSrv }) {
  const styles = useStyles2(getStyles);
  const [toasts, setToasts] = useState<Toast[]>([]);

  useEffect(() => {
    let nextId = 0;
    const timers = new Set<number>();
    const remove = (id: number) => setToasts((current) => current.filter((toast) => toast.id !== id));
    const show = (severity: AlertVariant) => (payload?: string[]) => {
      const id = nextId++;
      const [title = '', text] = payload ?? [];
      setToasts((current) => [...current.filter((toast) => toast.title !== title), { id, severity, title, text }]);
      timers.add(window.setTimeout(() => remove(id), lifetimes[severity]));
    };
    const handlers = [
      { event: AppEvents.alertSuccess.name, handle: show('success') },
      { event: AppEvents.alertWarning.name, handle: show('warning') },
      { event: AppEvents.alertInfo.name, handle: show('info') },
      { event: AppEvents.alertError.name, handle: show('error') },
    ];
    handlers.forEach(({ event, handle }) => appEvents.on(event, handle));
    return () => {
      handlers.forEach(({ event, handle }) => appEvents.off(event, handle));
      timers.forEach((timer) => window.clearTimeout(timer));
    };
  }, [appEvents]);

  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {toasts.map(({ id, severity, title, text }) => (
        <Alert
          key={id}
          elevated
          severity={severity}
          title={title}
          onRemove={() => setToasts((current) => current.filter((toast) => toast.id !== id))}
        >
          {text}
        </Alert>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  stack: css({
    position: 'fixed',
    zIndex: theme.zIndex.portal,
    right: theme.spacing(2),
    bottom: theme.spacing(2),
    width: 360,
    maxWidth: `calc(100vw - ${theme.spacing(4)})`,
  }),
});
