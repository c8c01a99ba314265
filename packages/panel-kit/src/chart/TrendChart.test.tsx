import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { layOutChart, drawPath } from './lay-out-chart';
import { listTicks } from './scale';
import { TrendChart, type TrendChartProps } from './TrendChart';

const month = (value: number) => Date.UTC(1998, value, 1);
const props: TrendChartProps = {
  label: 'Deposit balance by month',
  line: { label: '1998', points: [10, 20, null, 40].map((value, index) => ({ time: month(index), value })) },
  unit: { kind: 'count' },
  granularity: 'month',
  timeZone: 'UTC',
  height: 240,
  locale: 'en-US',
};

describe('TrendChart', () => {
  it('gives screen readers every period and value', () => {
    render(<TrendChart {...props} />);
    expect(screen.getAllByRole('row').map((row) => row.textContent)).toEqual([
      'January 199810',
      'February 199820',
      'March 1998–',
      'April 199840',
    ]);
  });

  it('reads single periods with the arrow keys, the compared period beside them', async () => {
    const compared = { label: '1997', points: props.line.points.map(({ time }) => ({ time, value: 5 })) };
    render(<TrendChart {...props} compared={compared} hasKey />);
    await userEvent.tab();
    await userEvent.keyboard('{Home}{ArrowRight}');
    const read = ['1997', '1998'].map((label) => screen.getAllByText(label).at(-1)?.parentElement?.textContent);
    expect(read).toEqual(['19975', '199820']);
  });

  it('breaks the line at a gap', () => {
    const { container } = render(<TrendChart {...props} />);
    const path = container.querySelector('[data-line="line"]')?.getAttribute('d') ?? '';
    expect(path.match(/M/g)).toHaveLength(2);
  });

  it('says that there is nothing when no value is there', () => {
    render(<TrendChart {...props} line={{ label: '1998', points: [{ time: 1, value: null }] }} />);
    expect(screen.getByRole('status')).toHaveTextContent('No data');
  });

  it.each([[[7]], [[5, 5, 5]], [[0, 0]], [[1e18, -1e18]]])('draws %j without a broken number', (values) => {
    const points = values.map((value, index) => ({ time: month(index), value }));
    const { container } = render(<TrendChart {...props} line={{ label: 'x', points }} />);
    expect(container.innerHTML).not.toMatch(/NaN|Infinity/);
  });
});

describe('layOutChart', () => {
  const size = { width: 600, height: 200, left: 50, right: 50, top: 10, bottom: 20 };

  it('starts at zero only when asked to', () => {
    const line = {
      label: '',
      points: [
        { time: 1, value: 900 },
        { time: 2, value: 1000 },
      ],
    };
    expect(layOutChart([line], size, false)?.valueTicks[0]).toBe(900);
    expect(layOutChart([line], size, true)?.valueTicks[0]).toBe(0);
  });

  it('draws a figure between two gaps as a dot', () => {
    const points = [null, 3, null].map((value, time) => ({ time, value }));
    const layout = layOutChart([{ label: '', points }], size, false);
    expect(layout && drawPath(points, layout)).toMatch(/^M[\d. ]+h0$/);
  });
});

describe('listTicks', () => {
  it.each([
    [0, 100, [0, 50, 100]],
    [0, 0.3, [0, 0.1, 0.2, 0.3]],
    [-5, 7, [-5, 0, 5, 10]],
    [3, 3, [3, 4]],
  ])('%d to %d', (min, max, ticks) => {
    expect(listTicks(min, max, 3)).toEqual(ticks);
  });
});
