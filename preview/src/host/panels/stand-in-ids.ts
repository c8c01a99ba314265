/** Ids of Grafana's own panels that the preview draws by approximation. */
export const standInIds = ['barchart', 'bargauge', 'stat', 'table', 'text', 'timeseries'] as const;

export type StandInId = (typeof standInIds)[number];

/** Whether a panel of a dashboard's JSON is drawn by a stand-in. */
export function isStandIn(id: string): id is StandInId {
  return standInIds.some((known) => known === id);
}
