import {
  applyFieldOverrides,
  createDataFrame,
  createTheme,
  type DataFrame,
  EventBusSrv,
  type FieldConfigSource,
  type FieldDTO,
  FieldType,
  getDefaultTimeRange,
  LoadingState,
  type PanelData,
  type PanelProps,
  ThresholdsMode,
} from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { defaultOptions, type ScorecardOptions } from './options/options';
import { ScorecardPanel } from './ScorecardPanel';

const month = (index: number) => Date.UTC(1998, index, 1);
const plain = (text: string | null) => (text ?? '').replace(/[\s\u00a0\u202f]+/gu, ' ');

const balance: FieldDTO = {
  name: 'balance_end',
  type: FieldType.number,
  values: [100, 200, 250],
  config: { displayNameFromDS: 'Deposit balance', unit: 'currency:CZK' },
};
const dates: FieldDTO = { name: 'date', type: FieldType.time, values: [month(0), month(1), month(2)] };
const texts: FieldDTO = { name: 'outlet', type: FieldType.string, values: ['a', 'b', 'c'] };

interface Shown {
  options?: Partial<ScorecardOptions>;
  data?: Partial<PanelData>;
}

/** Shows the panel over real frames with Grafana's own field overrides applied. */
function show(frames: Array<{ refId?: string; fields: FieldDTO[] }>, { options, data }: Shown = {}) {
  const source: FieldConfigSource = { defaults: {}, overrides: [] };
  const series: DataFrame[] = applyFieldOverrides({
    data: frames.map((frame) => createDataFrame({ refId: 'A', ...frame })),
    fieldConfig: source,
    theme: createTheme(),
    replaceVariables: (text) => text,
    timeZone: 'utc',
  });
  const props: PanelProps<ScorecardOptions> = {
    id: 1,
    title: 'Key figures',
    data: { state: LoadingState.Done, series, timeRange: getDefaultTimeRange(), ...data },
    options: { ...defaultOptions, ...options },
    fieldConfig: source,
    timeRange: getDefaultTimeRange(),
    timeZone: 'utc',
    width: 800,
    height: 300,
    renderCounter: 0,
    transparent: false,
    eventBus: new EventBusSrv(),
    onOptionsChange: () => undefined,
    onFieldConfigChange: () => undefined,
    onChangeTimeRange: () => undefined,
    replaceVariables: (text) => text,
  };
  return render(<ScorecardPanel {...props} />);
}

const tile = (name: string) => screen.getByRole('article', { name });

describe('ScorecardPanel', () => {
  it('shows last value, change against the period before, its name and the spark line', () => {
    show([{ fields: [dates, balance] }]);
    const text = plain(tile('Deposit balance').textContent);
    expect(text).toContain('Kč 250');
    expect(text).toContain('+25 %');
    expect(text).toContain('vs. February 1998');
    expect(text).toContain('March 1998');
    expect(plain(screen.getByRole('img').getAttribute('aria-label'))).toBe('Course from Kč 100 to Kč 250');
  });

  it('shows a title once when the panel is called like its only figure', () => {
    show([{ fields: [dates, { ...balance, config: { displayNameFromDS: 'Key figures' } }] }]);
    expect(tile('Key figures')).toBeInTheDocument();
    expect(screen.getByText('Key figures')).toHaveStyle({ position: 'absolute', width: '1px' });
  });

  it('makes one tile for every number field of a table and none for texts', () => {
    show([{ fields: [texts, balance, { name: 'accounts', type: FieldType.number, values: [4512] }] }]);
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(plain(tile('accounts').textContent)).toContain('4.51 K');
    expect(screen.queryByText('Nothing to compare with')).not.toBeInTheDocument();
  });

  it('compares with the same field of another query', () => {
    show(
      [
        { refId: 'A', fields: [{ ...balance, values: [300] }] },
        { refId: 'B', fields: [{ ...balance, values: [400] }] },
      ],
      { options: { compareWith: 'query', compareLabel: 'vs. last year' } }
    );
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    expect(plain(tile('Deposit balance').textContent)).toContain('-25 %vs. last year');
  });

  it('says when the other query has nothing to compare with', () => {
    show([{ fields: [balance] }], { options: { compareWith: 'query' } });
    expect(screen.getByText('Nothing to compare with')).toBeInTheDocument();
  });

  it('takes the total as value and the same field over time as its course', () => {
    show([{ fields: [dates, balance] }, { fields: [{ ...balance, values: [550] }] }]);
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    expect(plain(tile('Deposit balance').textContent)).toContain('Kč 550');
    expect(screen.getByRole('img')).toBeInTheDocument();
  });

  it('keeps series with different labels apart', () => {
    const labelled = (region: string) => ({ fields: [dates, { ...balance, config: {}, labels: { region } }] });
    show([labelled('R01'), labelled('R02')]);
    expect(screen.getAllByRole('article').map((each) => each.getAttribute('aria-label'))).toEqual([
      'balance_end R01',
      'balance_end R02',
    ]);
  });

  it('judges by the direction of the field and turns thresholds into a status when asked to', () => {
    const thresholds = {
      mode: ThresholdsMode.Absolute,
      steps: [
        { value: -Infinity, color: 'green' },
        { value: 200, color: 'semi-dark-red' },
      ],
    };
    const fields = [dates, { ...balance, config: { ...balance.config, thresholds, custom: { direction: 'down' } } }];
    const { unmount } = show([{ fields }]);
    expect(screen.queryByText('Act')).not.toBeInTheDocument();
    unmount();
    show([{ fields }], { options: { showStatus: true } });
    expect(screen.getByText('worse')).toBeInTheDocument();
    expect(screen.getByText('Act')).toBeInTheDocument();
  });

  it("opens the field's first link by mouse and keyboard", async () => {
    const fields = [
      dates,
      { ...balance, config: { ...balance.config, links: [{ title: 'Regions', url: '/d/regions' }] } },
    ];
    show([{ fields }]);
    const link = screen.getByRole('link', { name: 'Deposit balance' });
    expect(link).toHaveAttribute('href', '/d/regions');
    await userEvent.tab();
    expect(link).toHaveFocus();
  });

  describe('when something is missing', () => {
    it('says why a panel without data is empty', () => {
      show([]);
      expect(screen.getByRole('status')).toHaveTextContent('The bank has no data for this period');
    });

    it('says what to add when there are only texts', () => {
      show([{ fields: [dates, texts] }]);
      expect(screen.getByRole('status')).toHaveTextContent('Add a measure to it');
    });

    it.each([[[null, null]], [[NaN, NaN]], [[]]])('shows an empty tile for %j', (values) => {
      show([{ fields: [{ ...balance, values }] }]);
      expect(within(tile('Deposit balance')).getByRole('status')).toHaveTextContent('No value in this period');
    });

    it('takes the last value that is there', () => {
      show([{ fields: [dates, { ...balance, values: [100, 200, null] }] }]);
      expect(plain(tile('Deposit balance').textContent)).toMatch(/Kč 200.*\+100 %.*vs. January 1998.*February 1998/);
    });

    it('has no change and no course for a single point', () => {
      show([
        {
          fields: [
            { ...dates, values: [month(0)] },
            { ...balance, values: [7] },
          ],
        },
      ]);
      expect(screen.getByText('Nothing to compare with')).toBeInTheDocument();
      expect(screen.queryByRole('img')).not.toBeInTheDocument();
    });

    it('keeps huge and tiny figures short', () => {
      const fields = [1.23456e17, -9.87654e14, 1e-9].map((value, index) => ({
        name: `n${index}`,
        type: FieldType.number,
        values: [value],
      }));
      show([{ fields }]);
      const shown = ['n0', 'n1', 'n2'].map((name) => plain(tile(name).textContent).replace(name, ''));
      expect(shown).toEqual(['123,000 T', '-988 T', '0']);
    });

    it('loads with a place-holder, and marks old figures while new ones load', () => {
      const loading = { state: LoadingState.Loading };
      const { unmount } = show([], { data: loading });
      expect(tile('Key figures')).toHaveAttribute('aria-busy', 'true');
      unmount();
      show([{ fields: [balance] }], { data: loading });
      expect(tile('Deposit balance')).toHaveAttribute('data-state', 'updating');
    });

    it('shows the error, with older figures when there are any', () => {
      const failed = { state: LoadingState.Error, errors: [{ message: 'Cube does not answer. Start it again.' }] };
      const { unmount } = show([], { data: failed });
      expect(screen.getByRole('alert')).toHaveTextContent('Cube does not answer. Start it again.');
      unmount();
      show([{ fields: [balance] }], { data: failed });
      expect(screen.getByRole('alert')).toHaveTextContent('these are older figures');
      expect(tile('Deposit balance')).toBeInTheDocument();
    });
  });
});
