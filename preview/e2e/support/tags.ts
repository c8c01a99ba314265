/**
 * Every browser test carries one of these, on itself or on its `describe`:
 *
 * - `suite`: about the plugins. Runs in the preview on React 18 and 19, and in a real Grafana.
 * - `preview`: about the preview host itself, such as the switch of viewers. Runs in the preview on React 18.
 */
export const tags = { suite: '@suite', preview: '@preview' } as const;
