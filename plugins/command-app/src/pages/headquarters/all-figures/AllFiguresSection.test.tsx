import { type DataFrame, PanelPlugin, type PanelPluginMeta, type PanelProps, PluginType } from '@grafana/data';
import { config, setPluginImportUtils } from '@grafana/runtime';
import { act, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { SCORECARD_ID } from '../../../constants';
import { type FakeDatasource, installFakeDatasource } from '../../../test/fake-datasource';
import { BRANCH_MANAGER, makeContext } from '../../../test/fixtures';
import { buildScene } from '../build-scene-app';
import { HeadquartersScene } from '../HeadquartersScene';
import { type PageContext } from '../page-context';

const META: PanelPluginMeta = {
  id: SCORECARD_ID,
  name: 'Scorecard',
  type: PluginType.panel,
  module: '',
  baseUrl: '',
  sort: 1,
  info: {
    author: { name: '' },
    description: '',
    links: [],
    logos: { large: '', small: '' },
    screenshots: [],
    updated: '',
    version: '',
  },
};

/** Lists what a panel gets: names and last values of the fields. */
function Listing({ data, title }: PanelProps) {
  const fields = data.series.flatMap((frame: DataFrame) => frame.fields.filter(({ name }) => name !== 'date'));
  return (
    <ul aria-label={title}>
      {fields.map(({ name, values }) => (
        <li key={name}>{`${name} ${values.at(-1)}`}</li>
      ))}
    </ul>
  );
}

let fake: FakeDatasource;

beforeAll(() => {
  const plugin = new PanelPlugin(Listing);
  plugin.meta = META;
  setPluginImportUtils({ importPanelPlugin: async () => plugin, getPanelPluginFromCache: () => plugin });
});

beforeEach(() => {
  fake = installFakeDatasource();
  config.panels = { [SCORECARD_ID]: META };
  config.bootData = { ...config.bootData, user: { ...config.bootData?.user, language: 'en-US' } };
  // A panel draws nothing without a size, and jsdom lays nothing out.
  globalThis.ResizeObserver = class implements ResizeObserver {
    constructor(private readonly report: ResizeObserverCallback) {}
    observe(target: Element) {
      const contentRect = { x: 0, y: 0, top: 0, left: 0, width: 1000, height: 600 };
      this.report([{ target, contentRect } as unknown as ResizeObserverEntry], this);
    }
    unobserve() {}
    disconnect() {}
  };
});

function show(context: PageContext) {
  const scene = buildScene(context);
  const { unmount } = render(
    <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <scene.Component model={scene} />
    </MemoryRouter>
  );
  return { scene, unmount };
}

async function open(context: PageContext) {
  const { scene, unmount } = show(context);
  const section = await screen.findByRole('region', { name: 'All figures' });
  const { body } = scene.state;
  if (!(body instanceof HeadquartersScene)) {
    throw new Error('The page is not the scene’s body');
  }
  return { section, page: body, unmount };
}

const listItems = async (section: HTMLElement) =>
  (await within(section).findAllByRole('listitem')).map(({ textContent }) => textContent);
const own = () => fake.requests.filter((targets) => targets.some(({ refId }) => refId === 'deposits'));

it('draws every view from one request, with the panel’s own comparison', async () => {
  const { section, page } = await open(makeContext());
  expect(await listItems(section)).toEqual(['balance_end 1000000', 'accounts 1000000', 'spend 1000000']);
  expect(own()).toHaveLength(1);
  expect(own()[0]?.map(({ refId }) => refId)).toEqual(['deposits', 'cards']);
  expect(page.state.figuresPanel.state.options).toMatchObject({ compareWith: 'previous' });
  expect(within(section).getByText('latest month against the month before')).toBeInTheDocument();
});

it('follows the page into an outlet', async () => {
  const { section, page } = await open(makeContext());
  await listItems(section);
  act(() => page.drillTo({ outlet: 'B0002' }));
  expect(await within(section).findByText('balance_end 300000')).toBeInTheDocument();
  expect(within(section).queryByText('balance_end 1000000')).not.toBeInTheDocument();
});

it('comes after the outlets, and right after the trend where there are none', async () => {
  const order = () =>
    screen.getAllByRole('heading', { level: 2 }).flatMap(({ textContent }) => (textContent ? [textContent] : []));
  const { unmount } = await open(makeContext());
  expect(order().indexOf('All figures')).toBeGreaterThan(order().indexOf('Outlets'));
  unmount();
  await open(makeContext(BRANCH_MANAGER));
  expect(order().indexOf('All figures')).toBeLessThan(order().indexOf('What it is made of'));
  expect(order()).not.toContain('Outlets');
});

it('shows the views that did not fail, and says which one did', async () => {
  fake.fail = ({ refId }) => refId === 'cards';
  const { section } = await open(makeContext());
  expect(await listItems(section)).toEqual(['balance_end 1000000', 'accounts 1000000']);
  expect(within(section).getByText('Some figures could not be loaded')).toBeInTheDocument();
  expect(within(section).getByText('Cube refused cards')).toBeInTheDocument();
});

it('says what failed when nothing came, with a way to try again', async () => {
  fake.fail = ({ refId }) => refId === 'cards' || refId === 'deposits';
  const { section } = await open(makeContext());
  expect(await within(section).findByText('Could not be loaded')).toBeInTheDocument();
  expect(within(section).getByRole('button', { name: 'Try again' })).toBeInTheDocument();
});

it('is left out where the bank has no figures for it', async () => {
  show({ ...makeContext(), figures: [] });
  await screen.findByText('Change in total');
  expect(screen.queryByRole('region', { name: 'All figures' })).not.toBeInTheDocument();
});
