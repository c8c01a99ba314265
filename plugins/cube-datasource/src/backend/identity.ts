import { type PluginContext } from '@branchlight/plugin-protocol';

/** Who Grafana asks as when no person does: alert rules and reports. */
export const serviceLogin = 'grafana_scheduler';

/**
 * The login in whose name Cube is asked. Only the plugin context tells, which Grafana fills from the session; headers
 * (`FromAlert` among them) come from browsers as well and give nobody another identity.
 */
export function readLogin(context: PluginContext): string {
  return context.user?.login.trim() || serviceLogin;
}
