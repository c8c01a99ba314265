import { useLayoutEffect, useState, type PropsWithChildren } from 'react';
import { NavigationType, Router } from 'react-router-dom';
import { type locationService } from '@grafana/runtime';

type History = ReturnType<typeof locationService.getHistory>;

/** React Router over the one history that Grafana's location service and scenes push to. */
export function HostRouter({ history, children }: PropsWithChildren<{ history: History }>) {
  const [state, setState] = useState(() => readState(history));
  useLayoutEffect(() => history.listen(() => setState(readState(history))), [history]);
  return (
    <Router location={state.location} navigationType={state.action} navigator={history}>
      {children}
    </Router>
  );
}

const navigationTypes: Record<string, NavigationType | undefined> = {
  POP: NavigationType.Pop,
  PUSH: NavigationType.Push,
  REPLACE: NavigationType.Replace,
};

function readState({ location, action }: History) {
  return { location: { ...location, key: location.key ?? 'default' }, action: navigationTypes[action] };
}
