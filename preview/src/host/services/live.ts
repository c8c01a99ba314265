import { setGrafanaLiveSrv } from '@grafana/runtime';
import { EMPTY, of } from 'rxjs';

/** Grafana Live is not part of the preview: it is never connected, and its streams end at once. */
export function installLive(): void {
  setGrafanaLiveSrv({
    getConnectionState: () => of(false),
    getStream: () => EMPTY,
    getDataStream: () => EMPTY,
    getPresence: async () => ({ users: [] }),
    publish: async () => {
      throw new Error('The preview has no live channels.');
    },
  });
}
