import { render, screen } from '@testing-library/react';
import { type CubeDataSource } from '../datasource';
import { type CubeDataSourceQuery } from '../query/query';
import { SqlPreview } from './SqlPreview';

const query: CubeDataSourceQuery = {
  refId: 'A',
  query: { measures: ['deposits.credits'] },
  format: 'table',
  version: 2,
};
const time = { from: 1, to: 2, intervalMs: 3 };

function show(getSql: CubeDataSource['getSql']) {
  const datasource = { getSql } as unknown as CubeDataSource;
  return render(<SqlPreview datasource={datasource} query={query} time={time} />);
}

describe('SqlPreview', () => {
  it('shows that it asks, then the statement and its parameters by their place', async () => {
    show(async () => [{ sql: 'SELECT $1', params: ['Praha', 7] }]);
    expect(screen.getByText('Asking for the SQL')).toBeInTheDocument();
    expect(await screen.findByText('SELECT $1')).toBeInTheDocument();
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['$1 Praha', '$2 7']);
  });

  it('explains a refusal as something that is no fault', async () => {
    show(() => Promise.reject({ status: 403, data: { message: 'Ask an analyst.' } }));
    expect(await screen.findByText('The SQL is for analysts')).toBeInTheDocument();
    expect(screen.getByText('Ask an analyst.')).toBeInTheDocument();
  });

  it('shows what failed', async () => {
    show(() => Promise.reject({ status: 502, data: { message: 'Cube does not answer' } }));
    expect(await screen.findByText('The SQL could not be shown')).toBeInTheDocument();
    expect(screen.getByText('Cube does not answer')).toBeInTheDocument();
  });

  it('does not show an answer to a query that was changed meanwhile', async () => {
    let answerFirst: (statements: Array<{ sql: string; params: unknown[] }>) => void = () => undefined;
    const getSql = jest
      .fn<ReturnType<CubeDataSource['getSql']>, []>()
      .mockReturnValueOnce(new Promise((resolve) => (answerFirst = resolve)))
      .mockResolvedValueOnce([{ sql: 'SELECT 2', params: [] }]);
    const { rerender } = show(getSql);
    const datasource = { getSql } as unknown as CubeDataSource;
    const changed = { ...query, query: { measures: ['deposits.debits'] } };
    rerender(<SqlPreview datasource={datasource} query={changed} time={time} />);
    expect(await screen.findByText('SELECT 2')).toBeInTheDocument();
    answerFirst([{ sql: 'SELECT 1', params: [] }]);
    await Promise.resolve();
    expect(screen.queryByText('SELECT 1')).not.toBeInTheDocument();
  });
});
