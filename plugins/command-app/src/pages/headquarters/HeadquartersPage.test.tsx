import { useEffect, useState } from 'react';
import { config, locationService, LocationServiceProvider } from '@grafana/runtime';
import { UrlSyncContextProvider } from '@grafana/scenes';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Router } from 'react-router-dom';
import { installFakeDatasource, type FakeDatasource } from '../../test/fake-datasource';
import { BRANCH_MANAGER, makeContext, makeFrame, makeMetric } from '../../test/fixtures';
import { buildScene } from './build-scene-app';
import { type PageContext } from './page-context';

let fake: FakeDatasource;

beforeEach(() => {
  fake = installFakeDatasource();
  config.bootData = { ...config.bootData, user: { ...config.bootData?.user, language: 'en-US' } };
  locationService.push('/a/branchlight-command-app/command-center');
});

function Page({ context }: { context: PageContext }) {
  const [scene] = useState(() => buildScene(context));
  const history = locationService.getHistory();
  const [location, setLocation] = useState(history.location);
  useEffect(() => history.listen((next: typeof location) => setLocation(next)), [history]);
  return (
    <LocationServiceProvider service={locationService}>
      <Router location={location} navigator={history}>
        <UrlSyncContextProvider scene={scene} updateUrlOnInit createBrowserHistorySteps>
          <scene.Component model={scene} />
        </UrlSyncContextProvider>
      </Router>
    </LocationServiceProvider>
  );
}

async function open(context = makeContext()) {
  const user = userEvent.setup();
  render(<Page context={context} />);
  await screen.findByText('Change in total');
  return user;
}

const tile = (title: string) => screen.getByRole('article', { name: title });
const section = (name: string) => screen.getByRole('region', { name });

it('shows key figures with their change, and one request per section', async () => {
  await open();
  expect(within(tile('Deposit balance')).getByText(/1 M/)).toBeInTheDocument();
  expect(within(tile('Deposit balance')).getByText(/\+25/)).toBeInTheDocument();
  expect(within(tile('Net deposit inflow')).getByText('No data before Jan 1993')).toBeInTheDocument();
  expect(fake.requests).toHaveLength(5);
});

it('splits the change into parts that add up, from the total’s own query', async () => {
  await open();
  const movers = section('What changed and where');
  expect(within(movers).getByRole('button', { name: /North.*\+Kč.160/ })).toBeInTheDocument();
  expect(within(movers).getByText('Change in total').nextSibling).toHaveTextContent(/\+Kč.200/);
});

it('drills to a region and an outlet, keeps the choices, and goes back', async () => {
  const user = await open();
  await user.click(within(tile('Net deposit inflow')).getByRole('button', { name: 'Net deposit inflow' }));
  await user.click(within(section('Regions')).getByRole('button', { name: /North/ }));
  expect(await screen.findByRole('heading', { level: 1, name: 'North' })).toBeInTheDocument();
  expect(locationService.getSearchObject()).toMatchObject({ region: 'R01', metric: 'net_inflow', compare: 'previous' });

  await user.click(await within(section('Outlets')).findByRole('button', { name: 'Old town' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Old town' })).toBeInTheDocument();
  expect(locationService.getSearchObject()).toMatchObject({ outlet: 'B0002', metric: 'net_inflow' });
  expect(within(tile('Net deposit inflow')).getByText(/300/)).toBeInTheDocument();

  act(() => locationService.getHistory().goBack());
  expect(await screen.findByRole('heading', { level: 1, name: 'North' })).toBeInTheDocument();
  await user.click(
    within(screen.getByRole('navigation', { name: 'Scope' })).getByRole('button', { name: 'Made-up bank' })
  );
  expect(await screen.findByRole('heading', { level: 1, name: 'Made-up bank' })).toBeInTheDocument();
  expect(locationService.getSearchObject()).toMatchObject({ metric: 'net_inflow' });
});

it('filters by a category where a metric has it, and says where it does not apply', async () => {
  locationService.push('/a/branchlight-command-app/command-center?filter=tier%7Cgold');
  const user = await open();
  expect(within(tile('Deposit balance')).getByText(/700/)).toBeInTheDocument();
  expect(screen.getByText('Does not apply to: Card spending')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Remove filter Customer tier: Gold tier' }));
  expect(await within(tile('Deposit balance')).findByText(/1 M/)).toBeInTheDocument();
  expect(locationService.getSearchObject().filter).toBeUndefined();
});

it('changes the period in days of the bank', async () => {
  const user = await open();
  await user.click(screen.getByRole('button', { name: /^Period:/ }));
  await user.click(await screen.findByRole('button', { name: 'Last 3 months' }));
  expect(await screen.findByRole('button', { name: /Period: Last 3 months/ })).toBeInTheDocument();
  expect(locationService.getSearchObject().from).toBe('1993-12-31T23:00:00.000Z');
  const totals = fake.requests.flat().filter(({ refId }) => refId === 'now:deposits');
  expect(totals.at(-1)?.query.timeDimensions?.[0]?.dateRange).toEqual(['1994-01-01', '1994-03-31']);
});

it('explains a figure: definition, formula, scope and age', async () => {
  const user = await open();
  await user.click(within(tile('Deposit balance')).getByRole('button', { name: /behind/ }));
  const drawer = await screen.findByRole('dialog');
  expect(within(drawer).getByText('Sum of balances')).toBeInTheDocument();
  expect(within(drawer).getByText('Deposits, certified')).toBeInTheDocument();
  expect(within(drawer).getByText('deposits.balance_end')).toBeInTheDocument();
});

it('shows what did not fail when one query does', async () => {
  fake.fail = ({ refId }) => refId.endsWith(':cards');
  await open();
  expect(within(tile('Card spending')).getByText('Cube refused now:cards')).toBeInTheDocument();
  expect(within(tile('Deposit balance')).getByText(/1 M/)).toBeInTheDocument();
});

it('says that the scorecard is not installed, and asks nothing for it', async () => {
  await open();
  const missing = await within(section('All figures')).findByText('The scorecard panel is not installed');
  expect(missing).toBeInTheDocument();
  expect(within(section('All figures')).getByText(/branchlight-scorecard-panel/)).toBeInTheDocument();
  expect(fake.requests.flat().some(({ refId }) => refId === 'deposits')).toBe(false);
});

it('says that a period has no data and offers one that has', async () => {
  locationService.push(
    '/a/branchlight-command-app/command-center?from=2020-01-01T00:00:00.000Z&to=2020-02-01T00:00:00.000Z'
  );
  const user = userEvent.setup();
  render(<Page context={makeContext()} />);
  expect(await screen.findByText('No figures between these days')).toBeInTheDocument();
  expect(fake.requests).toHaveLength(0);
  await user.click(screen.getByRole('button', { name: /^Show / }));
  expect(await screen.findByText('Change in total')).toBeInTheDocument();
});

it('gives a branch manager the own outlet, no way up and no list of outlets', async () => {
  await open(makeContext(BRANCH_MANAGER));
  expect(screen.getByRole('heading', { level: 1, name: 'Harbour' })).toBeInTheDocument();
  expect(within(screen.getByRole('navigation', { name: 'Scope' })).queryAllByRole('button')).toEqual([]);
  expect(screen.queryByRole('region', { name: 'Outlets' })).not.toBeInTheDocument();
  expect(screen.queryByRole('region', { name: 'Regions' })).not.toBeInTheDocument();
});

describe('targets', () => {
  const withTargets = (periods: string[], unit?: Parameters<typeof makeContext>[0]): PageContext => ({
    ...makeContext(unit),
    targets: {
      model: {
        pace: makeMetric({ id: 'score_pace', view: 'targets', title: 'Target pace', unit: 'ratio', isPercent: true }),
        metricTitles: { net_inflow: 'Net inflow of the bank' },
      },
      periods,
    },
  });
  beforeEach(() => {
    fake.frames.pace = makeFrame('pace', { score_pace: [1.1], score: [0.55] });
    fake.frames.metrics = makeFrame('metrics', {
      metric: ['new_customers', 'net_inflow'],
      unit: ['count', 'currency'],
      status: ['red', 'green'],
      actual: [4, 600],
      target: [20, 1000],
      expected: [10, 500],
      attainment: [0.2, 0.6],
      pace_index: [0.4, 1.2],
      forecast: [8.4, 1200],
    });
    fake.frames.league = makeFrame('league', {
      region_code: ['R01', 'R02'],
      region: ['North', 'South'],
      score_pace: [1.2, 0.8],
    });
  });

  it('are a tile, one row per metric and the regions by pace, from one request for the section', async () => {
    const user = await open(withTargets(['1994-Q1', '1994']));
    expect(within(tile('Target pace')).getByText(/110/)).toBeInTheDocument();
    const targets = section('Targets');
    const row = within(targets).getByRole('row', { name: /Net inflow of the bank/ });
    expect(within(row).getByText('On track')).toBeInTheDocument();
    const behind = within(targets).getByRole('row', { name: /New customers/ });
    expect(within(behind).getByText('Act')).toBeInTheDocument();
    expect(within(behind).getByText('8')).toBeInTheDocument();
    const asked = fake.requests.filter((request) => request.some(({ refId }) => refId === 'metrics'));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.[0]?.query.filters).toEqual([{ member: 'targets.period', operator: 'equals', values: ['1994'] }]);
    await user.click(within(targets).getByRole('button', { name: /North/ }));
    expect(await screen.findByRole('heading', { level: 1, name: 'North' })).toBeInTheDocument();
  });

  it('of a branch manager are those of the outlet', async () => {
    await open(withTargets(['1994-Q1'], BRANCH_MANAGER));
    const asked = fake.requests.flat().find(({ refId }) => refId === 'metrics');
    expect(asked?.query.filters).toContainEqual({
      member: 'targets.outlet_code',
      operator: 'equals',
      values: ['B0001'],
    });
  });

  it('say how to load them where there are none, and ask nothing', async () => {
    await open(withTargets([]));
    expect(within(section('Targets')).getByText('No targets are loaded yet')).toBeInTheDocument();
    expect(within(section('Targets')).getByText(/docs\/targets\.md/)).toBeInTheDocument();
    expect(screen.queryByRole('article', { name: 'Target pace' })).not.toBeInTheDocument();
    expect(fake.requests).toHaveLength(5);
  });

  it('say what failed and leave the rest of the page', async () => {
    fake.fail = ({ refId }) => ['metrics', 'pace'].includes(refId);
    await open(withTargets(['1994']));
    expect(within(section('Targets')).getByText('Cube refused metrics')).toBeInTheDocument();
    expect(within(tile('Target pace')).getByText('Cube refused pace')).toBeInTheDocument();
    expect(within(tile('Deposit balance')).getByText(/1 M/)).toBeInTheDocument();
  });
});
