import { setTemplateSrv } from '@grafana/runtime';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type CubeDataSource } from '../datasource';
import { viewsFixture } from '../testing';
import { type CubeDataSourceQuery, type CubeQuery, type Filter, isRunnable } from '../query/query';
import { QueryEditor } from './QueryEditor';

/** jsdom knows no sizes, and the option list draws only what is visible. */
beforeAll(() => {
  jest.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 400, 400));
  jest.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(400);
  jest.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(400);
  setTemplateSrv({
    getVariables: () => [],
    replace: (text = '') => text,
    containsTemplate: () => false,
    updateTimeRange: () => undefined,
  });
});

function show(query: CubeQuery, getViews: () => Promise<typeof viewsFixture> = async () => viewsFixture) {
  const onChange = jest.fn<void, [CubeDataSourceQuery]>();
  const onRunQuery = jest.fn();
  const datasource = { getViews, filterQuery: (asked: CubeDataSourceQuery) => isRunnable(asked.query) };
  render(
    <QueryEditor
      datasource={datasource as unknown as CubeDataSource}
      query={{ refId: 'A', query, format: 'table', version: 1 }}
      onChange={onChange}
      onRunQuery={onRunQuery}
    />
  );
  return { onChange, onRunQuery, lastQuery: () => onChange.mock.lastCall?.[0].query };
}

describe('QueryEditor', () => {
  it('chooses a view by its title, with the keyboard alone, and runs', async () => {
    const { lastQuery, onRunQuery } = show({});
    const view = await screen.findByLabelText('View');
    await userEvent.click(view);
    await userEvent.keyboard('Depo{ArrowDown}{Enter}');
    expect(lastQuery()).toMatchObject({ measures: ['deposits.balance_end'] });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('shows titles, never technical names', async () => {
    show({ measures: ['deposits.balance_end'], dimensions: ['deposits.outlet'] });
    expect(await screen.findByText('Deposit balance')).toBeInTheDocument();
    expect(screen.getByText('Outlet')).toBeInTheDocument();
    expect(screen.queryByText(/deposits\./)).not.toBeInTheDocument();
  });

  it('adds a filter that fits the type of its member', async () => {
    const { lastQuery } = show({ measures: ['deposits.credits'] });
    await userEvent.click(await screen.findByRole('button', { name: 'Add filter' }));
    expect(lastQuery()?.filters).toEqual([{ member: 'deposits.outlet', operator: 'equals', values: [] }]);
  });

  it('names every control of a filter', async () => {
    show({
      measures: ['deposits.credits'],
      filters: [{ member: 'deposits.outlet', operator: 'equals', values: ['Praha'] }],
    });
    for (const name of ['Filter by', 'Condition', 'Value']) {
      expect(await screen.findByRole('combobox', { name })).toBeInTheDocument();
    }
    expect(screen.getByRole('button', { name: 'Remove filter on Outlet' })).toBeInTheDocument();
  });

  it('takes a number for a measure when it is complete and refuses letters', async () => {
    const { lastQuery, onChange } = show({
      measures: ['deposits.credits'],
      filters: [{ member: 'deposits.credits', operator: 'gt', values: [] }],
    });
    const input = await screen.findByLabelText('Value');
    await userEvent.type(input, '12x{Enter}');
    expect(onChange).not.toHaveBeenCalled();
    await userEvent.type(input, '{Backspace}{Enter}');
    expect(lastQuery()?.filters).toEqual([{ member: 'deposits.credits', operator: 'gt', values: ['12'] }]);
  });

  it('asks for automatic periods when a time is chosen', async () => {
    const { lastQuery } = show({ measures: ['deposits.credits'] });
    await userEvent.click(await screen.findByLabelText('Time'));
    await userEvent.keyboard('Date{ArrowDown}{Enter}');
    expect(lastQuery()?.timeDimensions).toEqual([{ dimension: 'deposits.date', granularity: 'auto' }]);
  });

  it('keeps a member that is gone and marks it', async () => {
    const { onChange } = show({ measures: ['deposits.gone', 'deposits.credits'] });
    expect(await screen.findByText('deposits.gone (not available)')).toBeInTheDocument();
    expect(screen.getByText(/no longer in this view, or not open to you/)).toBeInTheDocument();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('keeps a query whose view is gone', async () => {
    show({ measures: ['salary.salary_inflow'] });
    expect(await screen.findByText('This view is not available')).toBeInTheDocument();
  });

  it('keeps grouped filters that it cannot edit', async () => {
    const group: Filter = { or: [{ member: 'deposits.outlet', operator: 'set' }] };
    const { lastQuery } = show({ measures: ['deposits.credits'], filters: [group] });
    expect(await screen.findByText('1 grouped filters are kept as they are')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Add filter' }));
    expect(lastQuery()?.filters?.[0]).toEqual(group);
  });

  it('says what to do when nothing is open to the viewer', async () => {
    show({}, () => Promise.reject({ status: 403, data: { message: 'staff.S1 has no views.' } }));
    const alert = (await screen.findByText('No part of the semantic layer is open to you')).closest('[role]');
    expect(alert).toHaveTextContent('staff.S1 has no views.');
    expect(alert).toHaveTextContent('Ask whoever keeps the organisation’s data');
  });

  it('tries again after a failure', async () => {
    const getViews = jest.fn().mockRejectedValueOnce(new Error('Failed to fetch')).mockResolvedValue(viewsFixture);
    show({}, getViews);
    expect(await screen.findByText('Failed to fetch')).toBeInTheDocument();
    await userEvent.click(within(document.body).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.getByLabelText('View')).toBeInTheDocument());
  });
});
