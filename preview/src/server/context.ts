import { type Logger } from '@branchlight/runtime';
import { type BootBank } from '../shared/boot';
import { type DatasourceBackend } from './datasource-backend';
import { type PluginCatalog } from './plugin-catalog';
import { type ProvisionedDashboard, type Provisioning } from './provisioning/read-provisioning';
import { type ViewerDirectory } from './viewer-directory';

/** State of one part of the suite: `ok`, or what is wrong in a few words. */
export type PartState = string;

/** Answer of `/api/health`; 200 when every part is `ok`, else 503. */
export interface SuiteHealth {
  database: PartState;
  cube: PartState;
  hub: PartState;
  datasource: PartState;
  bank: string;
}

/** All that the routes need, given from outside so that tests choose it. */
export interface ServerContext {
  logger: Logger;
  /** Version of the suite. */
  version: string;
  /** Signs session cookies. */
  sessionSecret: string;
  /** Port the browser sees; asked at every request because a test's port is known only after listening. */
  getPort: () => number;
  viewers: ViewerDirectory;
  /** As it was at the start. */
  provisioning: Provisioning;
  /** The dashboards as their files are now: who builds one reloads the page. Throws an error that names file and field. */
  readDashboards: () => ProvisionedDashboard[];
  plugins: PluginCatalog;
  backend: DatasourceBackend;
  getHealth: () => Promise<SuiteHealth>;
  getBank: () => Promise<BootBank>;
  /** What "now" means: `--today`, or the bank's last day with data; `YYYY-MM-DD`. */
  getToday: () => Promise<string>;
  /** Makes the signed identity that the hub accepts. */
  signHubIdentity: (login: string) => string;
  /** Folder of the browser host's bundle, `main.js` and what it loads. */
  hostFolder: string;
}
