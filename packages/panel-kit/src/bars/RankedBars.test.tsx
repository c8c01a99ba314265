import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { layOutBars } from './lay-out-bars';
import { RankedBars } from './RankedBars';

const items = [
  { id: 'R02', label: 'Plzeň', value: 20 },
  { id: 'R03', label: 'Brno', value: null },
  { id: 'R01', label: 'Praha', value: 40 },
];
const count = { kind: 'count' } as const;

describe('RankedBars', () => {
  it('ranks by value, what has none last', () => {
    render(<RankedBars label="Deposits by region" items={items} unit={count} locale="en-US" />);
    const rows = within(screen.getByRole('list', { name: 'Deposits by region' })).getAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual(['Praha40', 'Plzeň20', 'Brno–']);
  });

  it('drills by mouse and by keyboard', async () => {
    const onSelect = jest.fn();
    render(<RankedBars label="x" items={items} unit={count} onSelect={onSelect} selectedId="R02" />);
    await userEvent.click(screen.getByRole('button', { name: /Praha/ }));
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onSelect.mock.calls).toEqual([['R01'], ['R02']]);
    expect(screen.getByRole('button', { pressed: true })).toHaveTextContent('Plzeň');
  });

  it('wraps long names instead of cutting them, for they may differ at the end only', () => {
    const label = 'Relationship manager 1, Madrid Centro';
    render(<RankedBars label="x" items={[{ id: 'a', label, value: 1 }]} unit={count} />);
    expect(screen.getByText(label)).toHaveStyle({ overflowWrap: 'anywhere' });
    expect(screen.getByText(label)).not.toHaveStyle({ whiteSpace: 'nowrap' });
  });

  it('draws a value that is out of any scale as far as told, with words in its place', () => {
    const far = { id: 'R04', label: 'Ostrava', value: -521, drawn: 0, text: 'Behind' };
    render(<RankedBars label="x" items={[far, ...items]} unit={count} />);
    expect(screen.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
      'Praha40',
      'Plzeň20',
      'OstravaBehind',
      'Brno–',
    ]);
    expect(screen.getByText('Behind')).toHaveAttribute('title', '-521');
    expect(layOutBars([far, ...items], 'descending').bars[0]).toMatchObject({ id: 'R01', length: 1 });
  });

  it('says how many it leaves out', () => {
    render(<RankedBars label="x" items={items} unit={count} limit={1} />);
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    expect(screen.getByText('and 2 more')).toBeInTheDocument();
  });
});

describe('layOutBars', () => {
  it('starts every bar at zero and puts negative ones to the left of it', () => {
    const { bars } = layOutBars(
      [
        { id: 'a', label: '', value: 30 },
        { id: 'b', label: '', value: -10 },
      ],
      'descending'
    );
    expect(bars.map(({ zero, start, length }) => ({ zero, start, length }))).toEqual([
      { zero: 0.25, start: 0.25, length: 0.75 },
      { zero: 0.25, start: 0, length: 0.25 },
    ]);
  });

  it('draws nothing for zeros and missing values', () => {
    const { bars } = layOutBars(
      [
        { id: 'a', label: '', value: 0 },
        { id: 'b', label: '', value: null },
      ],
      'given'
    );
    expect(bars.map(({ length }) => length)).toEqual([0, 0]);
    expect(layOutBars([], 'descending')).toEqual({ bars: [], hidden: 0 });
  });
});
