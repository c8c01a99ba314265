import { createContext, useContext } from 'react';
import { type Boot } from '../shared/boot';
import { type Preferences } from './boot/preferences';
import { type SearchResult } from './dashboards/dashboard-schema';

/** What pages and shell share. */
export interface Host {
  boot: Boot;
  preferences: Preferences;
  /** Provisioned dashboards the viewer may open, by title. */
  dashboards: SearchResult;
  /** Applied at once and kept for this browser. */
  setTheme: (theme: 'light' | 'dark') => void;
  /** Kept for this browser; loads the page again because texts are read once per plugin. */
  setLanguage: (language: Preferences['language']) => void;
}

export const HostContext = createContext<Host | undefined>(undefined);

/** The host around a component. Throws outside of it. */
export function useHost(): Host {
  const host = useContext(HostContext);
  if (!host) {
    throw new Error('useHost is used outside of HostContext');
  }
  return host;
}
