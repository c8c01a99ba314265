import { useEffect, useRef, useState } from 'react';
import { type Viewer } from '../../viewer/viewer';
import { type HeadquartersScene } from './HeadquartersScene';
import { loadContext, readViewer } from './load-context';

/** How new the data on the page are. */
export interface LiveData extends Pick<Viewer, 'loadedAt' | 'feeds'> {
  /** Changes with every load whose figures are to be shown */
  version: string;
}

/** How often it is asked whether there are new data. */
export const POLL_MS = 3_000;
/** Until then answers may be from before a load. */
export const SETTLED_MS = 3_000;

/**
 * Asks now and then whether the bank has new data, as long as somebody looks. When it has, the page's facts are read again and the version
 * changes. A failed question leaves everything as it is until the next one.
 */
export function useLiveData(scene: HeadquartersScene): LiveData {
  const { viewer } = scene.state.context;
  const [live, setLive] = useState<LiveData>({
    version: viewer.dataVersion,
    loadedAt: viewer.loadedAt,
    feeds: viewer.feeds,
  });
  const shown = useRef(viewer.dataVersion);

  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const later = (milliseconds: number, action: () => Promise<void>) => {
      timer = setTimeout(() => {
        action().catch(() => !isOver && later(POLL_MS, look));
      }, milliseconds);
    };
    const look = async () => {
      if (document.visibilityState === 'hidden') {
        later(POLL_MS, look);
        return;
      }
      const { dataVersion, loadedAt, feeds } = await readViewer();
      if (isOver) {
        return;
      }
      setLive((before) => ({ ...before, loadedAt, feeds }));
      if (dataVersion === shown.current) {
        later(POLL_MS, look);
      } else {
        later(Math.max(0, SETTLED_MS - (Date.now() - (loadedAt ?? 0))), () => refresh(dataVersion));
      }
    };
    const refresh = async (version: string) => {
      const context = await loadContext();
      if (isOver) {
        return;
      }
      if (typeof context !== 'string') {
        scene.takeContext(context);
      }
      shown.current = version;
      setLive((before) => ({ ...before, version }));
      later(POLL_MS, look);
    };
    later(POLL_MS, look);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [scene]);

  return live;
}
