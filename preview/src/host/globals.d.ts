/// <reference types="systemjs" />
import { type BootData } from '@grafana/data';
import { type SceneObject } from '@grafana/scenes';

declare global {
  /** Version of the Grafana packages in the bundle; set by the build. */
  const GRAFANA_VERSION: string;

  interface Window {
    /** Read by @grafana/runtime when it is first imported. */
    grafanaBootData?: BootData;
    /** Folder of fonts and icons, with a slash at the end; read by @grafana/ui. */
    __grafana_public_path__?: string;
    /** Set by an active scene; the template service interpolates with it. */
    __grafanaSceneContext?: SceneObject;
    /** What `now` means in date math, epoch milliseconds: the end of the bank's today. */
    __branchlightNow?: () => number;
    /** State of the page for tests; see `readiness.ts`. */
    __branchlight_ready?: () => boolean;
  }
}
