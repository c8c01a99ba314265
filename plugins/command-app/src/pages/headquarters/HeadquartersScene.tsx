import { dateTime } from '@grafana/data';
import {
  sceneGraph,
  SceneObjectBase,
  type SceneObjectState,
  SceneObjectUrlSyncConfig,
  type SceneObjectUrlValues,
  type VizPanel,
} from '@grafana/scenes';
import { endOfBankDay, startOfBankDay, toBankDay } from '../../period/bank-time';
import { type Period } from '../../period/period';
import { type Scope } from '../../queries/scope';
import { buildFiguresPanel } from './all-figures/build-figures-panel';
import { HeadquartersPage } from './HeadquartersPage';
import { type PageContext } from './page-context';
import { type Choices, fromUrl, toUrl, URL_KEYS } from './url-state';

interface HeadquartersState extends SceneObjectState, Choices {
  context: PageContext;
  /** The scorecard; a part of the scene, so that it has the page's period and the bank's time zone. */
  figuresPanel: VizPanel;
}

/** The command center's page: holds the viewer's choices and keeps them in the address, next to the scene's time range. */
export class HeadquartersScene extends SceneObjectBase<HeadquartersState> {
  public static Component = HeadquartersPage;

  protected override _urlSync = new SceneObjectUrlSyncConfig(this, { keys: [...URL_KEYS] });

  public constructor(context: PageContext) {
    super({
      context,
      compare: context.defaults.compare,
      filters: {},
      figuresPanel: buildFiguresPanel(),
    });
  }

  public getUrlState(): SceneObjectUrlValues {
    return toUrl(this.state);
  }

  public updateFromUrl(values: SceneObjectUrlValues): void {
    this.setState(fromUrl(values, this.state.context.defaults.compare));
  }

  /** Takes facts that were read again. Whoever looks at the period that the page opens with goes on to the new one. */
  public takeContext(context: PageContext): void {
    const before = this.state.context.defaults.period;
    const { period } = context.defaults;
    const shown = this.readPeriod();
    this.setState({ context });
    const isDefault = shown.from === before.from && shown.to === before.to;
    if (isDefault && (period.from !== before.from || period.to !== before.to)) {
      this.choosePeriod(period);
    }
  }

  /** Changes choices in one step that the browser's back button undoes. */
  public choose(choices: Partial<Choices>): void {
    this._urlSync.performBrowserHistoryAction(() => this.setState(choices));
  }

  /** Goes to a region, an outlet or, without both, to the top; time, comparison, metric and filters stay. */
  public drillTo({ region, outlet }: Scope): void {
    this.choose({ region: outlet ? undefined : region, outlet });
  }

  /** Adds a category's value to the filters or takes it away. */
  public toggleFilter(name: string, value: string): void {
    const { filters } = this.state;
    const values = filters[name] ?? [];
    const next = values.includes(value) ? values.filter((known) => known !== value) : [...values, value];
    this.choose({ filters: { ...filters, [name]: next } });
  }

  public choosePeriod({ from, to }: Period): void {
    const zone = this.state.context.viewer.bank.timeZone;
    const [start, end] = [dateTime(startOfBankDay(from, zone)), dateTime(endOfBankDay(to, zone))];
    sceneGraph.getTimeRange(this).onTimeRangeChange({ from: start, to: end, raw: { from: start, to: end } });
  }

  /** The period shown, as days of the bank. */
  public usePeriod(): Period {
    sceneGraph.getTimeRange(this).useState();
    return this.readPeriod();
  }

  private readPeriod(): Period {
    const { value } = sceneGraph.getTimeRange(this).state;
    const zone = this.state.context.viewer.bank.timeZone;
    const [from, to] = [toBankDay(value.from.valueOf(), zone), toBankDay(value.to.valueOf(), zone)];
    return from <= to ? { from, to } : { from: to, to: from };
  }
}
