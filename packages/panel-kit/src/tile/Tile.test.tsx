import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Tile, type TileProps } from './Tile';

const props: TileProps = {
  title: 'Deposit balance',
  value: 39_250_523.8,
  unit: { kind: 'currency', currency: 'CZK' },
  locale: 'en-US',
};
const plain = (text: string | null) => (text ?? '').replace(/[\s\u00a0\u202f]+/gu, ' ');

describe('Tile', () => {
  it('shows title, short value, change, comparison, age and the full value as tooltip', () => {
    render(
      <Tile {...props} compared={35_000_000} comparedLabel="vs. March 1993" direction="up" age="As of 31 Mar 1994" />
    );
    const tile = screen.getByRole('article', { name: 'Deposit balance' });
    expect(plain(tile.textContent)).toContain('Kč 39.3 M');
    expect(plain(tile.textContent)).toContain('+12.1 %betterVs. March 1993'.replace('Vs', 'vs'));
    expect(tile).toHaveTextContent('As of 31 Mar 1994');
    expect(plain(screen.getByText(/39\.3/).title)).toBe('Kč 39,250,523.80');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('shows words in place of a value that is out of any scale, and the value as tooltip', () => {
    render(<Tile {...props} unit={{ kind: 'ratio' }} value={-5.21} text="Behind" />);
    expect(plain(screen.getByText('Behind').title)).toBe('-521 %');
    expect(screen.queryByText(/521/)).not.toBeInTheDocument();
  });

  it('says in words that a change is worse', () => {
    render(<Tile {...props} compared={50_000_000} direction="up" />);
    expect(screen.getByText('worse')).toBeInTheDocument();
  });

  it('is a toggle button that the keyboard reaches, with the figures in its tooltip', async () => {
    const onSelect = jest.fn();
    render(<Tile {...props} selected onSelect={onSelect} />);
    const button = screen.getByRole('button', { name: 'Deposit balance', pressed: true });
    expect(plain(button.title)).toContain('Kč 39,250,523.80');
    await userEvent.tab();
    expect(button).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await userEvent.click(button);
    expect(onSelect).toHaveBeenCalledTimes(2);
  });

  it('explains its figure without selecting the tile', async () => {
    const onSelect = jest.fn();
    const onExplain = jest.fn();
    render(<Tile {...props} onSelect={onSelect} onExplain={onExplain} />);
    await userEvent.click(screen.getByRole('button', { name: 'What is behind Deposit balance?' }));
    expect(onExplain).toHaveBeenCalledTimes(1);
    expect(onSelect).not.toHaveBeenCalled();
  });

  it('keeps an old figure visible and marked while it updates', () => {
    render(<Tile {...props} state="updating" />);
    expect(screen.getByRole('article')).toHaveAttribute('aria-busy', 'true');
    expect(screen.getByText('Updating')).toBeInTheDocument();
    expect(screen.getByText(/39\.3/)).toBeInTheDocument();
  });

  it.each([
    ['loading', 'Loading', 'status'],
    ['empty', 'No data', 'status'],
    ['error', 'Could not be loaded', 'alert'],
    ['forbidden', 'Not open to you', 'status'],
  ] as const)('%s shows no figure but why', (state, text, role) => {
    render(<Tile {...props} state={state} message="Ask the data owner." />);
    expect(screen.getByRole(role)).toHaveTextContent(text);
    expect(screen.queryByText(/39\.3/)).not.toBeInTheDocument();
    expect(screen.queryByText('Ask the data owner.') !== null).toBe(state !== 'loading');
  });

  it.each([null, NaN, undefined])('a value of %s is no data', (value) => {
    render(<Tile {...props} value={value} />);
    expect(screen.getByRole('status')).toHaveTextContent('No data');
  });

  it('shows a status as a word', () => {
    render(<Tile {...props} status={{ level: 'act' }} noChange="No data for March 1992" />);
    expect(screen.getByText('Act')).toBeInTheDocument();
    expect(screen.getByText('No data for March 1992')).toBeInTheDocument();
  });
});
