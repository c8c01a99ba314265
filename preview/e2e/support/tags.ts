/**
 * Every browser test carries one of these, on itself or on its `describe`:
 *
 * - `suite`: about the plugins. Runs in the preview on React 18 and 19, and in a real Grafana.
 * - `bothReacts`: about the preview's two Reacts, or about plugins on pages that only the preview has. Runs in the preview on both.
 * - `preview`: about the preview host itself, such as the switch of viewers. Runs in the preview on React 18.
 */
export const tags = { suite: '@suite', bothReacts: '@both-reacts', preview: '@preview' } as const;

/** Matches the tests that find something where these variables lead; undefined when all do. */
export function selectTests(env: NodeJS.ProcessEnv): RegExp | undefined {
  if (env.GRAFANA_URL) {
    return new RegExp(tags.suite);
  }
  return env.BRANCHLIGHT_REACT === '19' ? new RegExp(`${tags.suite}|${tags.bothReacts}`) : undefined;
}
