import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import * as grafanaDataUnstable from '@grafana/data/unstable';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaRuntimeUnstable from '@grafana/runtime/unstable';
import * as grafanaUi from '@grafana/ui';
import * as grafanaUiUnstable from '@grafana/ui/unstable';
import * as i18next from 'i18next';
import lodash from 'lodash';
// eslint-disable-next-line no-restricted-imports -- Grafana shares it with plugins; the host itself does not use it
import moment from 'moment';
import React from 'react';
import ReactDom from 'react-dom';
import * as jsxRuntime from 'react/jsx-runtime';
import * as reactRouter from 'react-router-dom';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';

/** ES modules, which plugins read by name. */
const modules: Record<string, object> = {
  '@emotion/css': emotionCss,
  '@emotion/react': emotionReact,
  '@grafana/data': grafanaData,
  '@grafana/data/unstable': grafanaDataUnstable,
  '@grafana/runtime': grafanaRuntime,
  '@grafana/runtime/unstable': grafanaRuntimeUnstable,
  '@grafana/ui': grafanaUi,
  '@grafana/ui/unstable': grafanaUiUnstable,
  i18next,
  'react/jsx-runtime': jsxRuntime,
  'react/jsx-dev-runtime': { ...jsxRuntime, jsxDEV: createElementForDevelopment },
  'react-router': reactRouter,
  'react-router-dom': reactRouter,
  rxjs,
  'rxjs/operators': rxjsOperators,
};

/** CommonJS modules: the export itself is the module. */
const commonModules: Record<string, object> = { lodash, moment, react: React, 'react-dom': ReactDom };

/** Development builds of plugins create elements with this; React's production build, which the host has, leaves it out. */
function createElementForDevelopment(type: React.ElementType, props: unknown, key?: string, isStatic?: boolean) {
  return isStatic ? jsxRuntime.jsxs(type, props, key) : jsxRuntime.jsx(type, props, key);
}

/** Makes the packages that Grafana shares with its plugins known to SystemJS under their own names. */
export function shareModules(): void {
  const imports: Record<string, string> = {};
  for (const [name, module] of Object.entries(modules)) {
    imports[name] = register(name, { ...module, __esModule: true });
  }
  for (const [name, module] of Object.entries(commonModules)) {
    imports[name] = register(name, { ...module, default: module, __useDefault: true });
  }
  System.addImportMap({ imports });
}

function register(name: string, module: object): string {
  const address = `host:${name}`;
  System.set(address, { ...module });
  return address;
}
