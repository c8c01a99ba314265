import { type Metric } from '../../metrics/metric';
import { type Cadence } from '../../period/granularity';
import { type CompareMode, type Period } from '../../period/period';
import { type DataSpan } from '../../period/presets';
import { type TargetModel } from '../../targets/target-model';
import { type Viewer } from '../../viewer/viewer';

/** An outlet that the viewer may see, with the region it belongs to. */
export interface Outlet {
  code: string;
  name: string;
  regionCode: string;
  regionName: string;
}

/** Everything about the viewer's part of the bank that does not change while the page is open. */
export interface PageContext {
  viewer: Viewer;
  span: DataSpan;
  cadence: Cadence;
  /** Metrics that have data, in the page's order; the first six are tiles. */
  metrics: Metric[];
  /** Metrics of the semantic layer that this bank has no data for. */
  missing: Metric[];
  /** Figures of the scorecard that have data, view by view. */
  figures: Metric[];
  outlets: Outlet[];
  /** Undefined where the semantic layer has no targets; no periods where none are loaded for the viewer's unit. */
  targets?: { model: TargetModel; periods: string[] };
  defaults: { period: Period; compare: CompareMode };
}
