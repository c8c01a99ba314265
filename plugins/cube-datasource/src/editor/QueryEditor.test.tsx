import { setTemplateSrv } from '@grafana/runtime';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { type CubeDataSource } from '../datasource';
import { viewsFixture } from '../testing';
import { type CubeDataSourceQuery, type CubeQuery, isRunnable } from '../query/query';
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

/** The editor as a panel holds it: every change comes back as its query. */
function Panel({ datasource, stored, onChange, onRunQuery }: PanelProps) {
  const [query, setQuery] = useState(stored);
  return (
    <QueryEditor
      datasource={datasource}
      query={query}
      onChange={(changed) => {
        onChange(changed);
        setQuery(changed);
      }}
      onRunQuery={onRunQuery}
    />
  );
}

interface PanelProps {
  datasource: CubeDataSource;
  stored: CubeDataSourceQuery;
  onChange: (query: CubeDataSourceQuery) => void;
  onRunQuery: () => void;
}

function show(
  query: CubeQuery,
  getViews: () => Promise<typeof viewsFixture> = async () => viewsFixture,
  more: object = {}
) {
  const onChange = jest.fn<void, [CubeDataSourceQuery]>();
  const onRunQuery = jest.fn();
  const listValues = jest.fn(async ({ search }: { search: string }) =>
    ['Praha', 'Plzen'].filter((name) => name.includes(search)).map((name) => ({ value: name, text: name }))
  );
  const datasource = { getViews, listValues, filterQuery: (asked: CubeDataSourceQuery) => isRunnable(asked.query) };
  render(
    <Panel
      datasource={datasource as unknown as CubeDataSource}
      stored={{ refId: 'A', query, format: 'table', version: 2, ...more }}
      onChange={onChange}
      onRunQuery={onRunQuery}
    />
  );
  return { listValues, onChange, onRunQuery, lastQuery: () => onChange.mock.lastCall?.[0].query };
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
    expect(screen.getAllByText('Outlet').length).toBeGreaterThan(0);
    expect(screen.queryByText(/deposits\./)).not.toBeInTheDocument();
  });

  it('offers the segments of a view that has some, by title', async () => {
    const views = viewsFixture.map((view) =>
      view.name === 'deposits' ? { ...view, segments: [{ name: 'deposits.large', title: 'Large accounts' }] } : view
    );
    const { lastQuery } = show({ measures: ['deposits.credits'] }, async () => views);
    await userEvent.click(await screen.findByLabelText('Segments'));
    await userEvent.keyboard('Large{ArrowDown}{Enter}');
    expect(lastQuery()).toMatchObject({ measures: ['deposits.credits'], segments: ['deposits.large'] });
  });

  it('shows no segments where the view has none', async () => {
    show({ measures: ['cards.spend'] });
    expect(await screen.findByText('Card spending')).toBeInTheDocument();
    expect(screen.queryByLabelText('Segments')).not.toBeInTheDocument();
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

  it('asks for automatic periods when a time is added', async () => {
    const { lastQuery } = show({ measures: ['deposits.credits'] });
    await userEvent.click(await screen.findByRole('button', { name: 'Add time' }));
    expect(lastQuery()?.timeDimensions).toEqual([{ dimension: 'deposits.date', granularity: 'auto' }]);
  });

  it('goes down and up the ways that the model describes, and forgets an order by what went', async () => {
    const { lastQuery, onRunQuery } = show({
      measures: ['deposits.credits'],
      dimensions: ['deposits.region'],
      order: [['deposits.region', 'asc']],
    });
    const path = await screen.findByRole('group', { name: 'Organisation' });
    expect(within(path).getByRole('button', { name: 'Region' })).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(within(path).getByRole('button', { name: 'Outlet' }));
    expect(lastQuery()).toMatchObject({ dimensions: ['deposits.region', 'deposits.outlet'] });
    expect(within(path).getByRole('button', { name: 'Outlet' })).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(within(path).getByRole('button', { name: 'All' }));
    expect(lastQuery()).toMatchObject({ dimensions: [], order: [] });
    expect(onRunQuery).toHaveBeenCalledTimes(2);
  });

  it('offers no way down where the view has none', async () => {
    show({ measures: ['cards.spend'] });
    expect(await screen.findByText('Card spending')).toBeInTheDocument();
    expect(screen.queryByRole('group', { name: 'Drill down' })).not.toBeInTheDocument();
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

  it('builds a group, switches it and takes it out again', async () => {
    const { lastQuery } = show({ measures: ['deposits.credits'] });
    await userEvent.click(await screen.findByRole('button', { name: 'Add group' }));
    const condition = { member: 'deposits.outlet', operator: 'equals', values: [] };
    expect(lastQuery()?.filters).toEqual([{ or: [condition] }]);
    await userEvent.click(screen.getByRole('button', { name: 'Add group' }));
    expect(lastQuery()?.filters).toEqual([{ or: [condition, { and: [condition] }] }]);
    const group = screen.getByRole('group', { name: 'Group of conditions' });
    await userEvent.click(within(group).getByRole('button', { name: 'Add filter' }));
    expect(lastQuery()?.filters).toEqual([{ or: [condition, { and: [condition, condition] }] }]);
    await userEvent.click(within(group).getByRole('radio', { name: 'Any of' }));
    expect(lastQuery()?.filters).toEqual([{ or: [condition, { or: [condition, condition] }] }]);
    await userEvent.click(within(group).getByRole('button', { name: 'Remove group' }));
    await userEvent.click(screen.getAllByRole('radio', { name: 'All of' })[0] ?? document.body);
    expect(lastQuery()?.filters).toEqual([condition]);
    await userEvent.click(screen.getByRole('button', { name: 'Remove filter on Outlet' }));
    expect(lastQuery()?.filters).toEqual([]);
  });

  it('asks the data for values that contain what is typed', async () => {
    const { listValues } = show({
      measures: ['deposits.credits'],
      filters: [{ member: 'deposits.outlet', operator: 'in', values: [] }],
    });
    await userEvent.click(await screen.findByRole('combobox', { name: 'Value' }));
    await userEvent.keyboard('Pra');
    await waitFor(() => expect(listValues).toHaveBeenLastCalledWith({ member: 'deposits.outlet', search: 'Pra' }));
  });

  it('takes a day as text, refuses what is none, and offers dates only where all conditions must hold', async () => {
    const filter = { member: 'deposits.date', operator: 'afterOrOnDate' as const, values: ['1998-01-01'] };
    const { lastQuery, onChange } = show({ measures: ['deposits.credits'], filters: [filter] });
    const day = await screen.findByRole('textbox', { name: 'Day' });
    await userEvent.clear(day);
    await userEvent.type(day, 'some day{Enter}');
    expect(day).toBeInvalid();
    expect(onChange).not.toHaveBeenCalled();
    await userEvent.clear(day);
    await userEvent.type(day, 'last quarter{Enter}');
    expect(lastQuery()?.filters).toEqual([{ ...filter, values: ['last quarter'] }]);
  });

  it('sorts by several columns, and by none that the answer lacks', async () => {
    const { lastQuery } = show({ measures: ['deposits.credits'], dimensions: ['deposits.outlet'] });
    await userEvent.click(await screen.findByRole('button', { name: 'Add sort column' }));
    await userEvent.click(screen.getByRole('button', { name: 'Add sort column' }));
    expect(lastQuery()?.order).toEqual([
      ['deposits.credits', 'desc'],
      ['deposits.outlet', 'asc'],
    ]);
    expect(screen.queryByRole('button', { name: 'Add sort column' })).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Remove Outlet' }));
    expect(lastQuery()).toMatchObject({ dimensions: [], order: [['deposits.credits', 'desc']] });
  });

  it.each(['0', '50001', '1.5', 'ten'])('refuses %s rows', async (text) => {
    const { onChange } = show({ measures: ['deposits.credits'] });
    await userEvent.type(await screen.findByLabelText('Rows at most'), `${text}{Enter}`);
    expect(screen.getByText('Write a whole number from 1 to 50000')).toBeInTheDocument();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('tells what another view does not have', async () => {
    const { lastQuery } = show({ measures: ['deposits.credits'], dimensions: ['deposits.outlet', 'deposits.region'] });
    await userEvent.click(await screen.findByLabelText('View'));
    await userEvent.keyboard('Card{ArrowDown}{Enter}');
    expect(screen.getByText('Left out: Money in, Region')).toBeInTheDocument();
    expect(lastQuery()?.dimensions).toEqual(['cards.outlet']);
  });

  it('loses nothing between form and JSON, what the form cannot show included', async () => {
    const query: CubeQuery = {
      measures: ['deposits.credits'],
      timeDimensions: [
        { dimension: 'deposits.date', granularity: 'month', compareDateRange: ['this year', 'last year'] },
      ],
      filters: [{ or: [{ member: 'deposits.outlet', operator: 'set' }] }],
      offset: 20,
    };
    const { onChange, onRunQuery } = show(query);
    expect(await screen.findByText(/Compares this year \/ last year/)).toBeInTheDocument();
    expect(screen.getByText(/Skips the first 20 rows/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'JSON' }));
    expect(JSON.parse((await screen.findByLabelText<HTMLTextAreaElement>(/^Cube query as JSON/)).value)).toEqual(query);
    await userEvent.click(screen.getByRole('radio', { name: 'Form' }));
    expect(onChange.mock.lastCall?.[0].query).toEqual(query);
    expect(onRunQuery).not.toHaveBeenCalled();
  });

  it('applies JSON that is a query and runs it', async () => {
    const { lastQuery, onRunQuery } = show({ measures: ['deposits.credits'] }, undefined, { editorMode: 'json' });
    const text = await screen.findByLabelText(/^Cube query as JSON/);
    await userEvent.clear(text);
    await userEvent.click(text);
    await userEvent.paste('{"dimensions":["deposits.region"],"total":true}');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(lastQuery()).toEqual({ dimensions: ['deposits.region'], total: true });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('keeps JSON that is no query as a draft, says what is wrong, and gives it back', async () => {
    const { lastQuery, onChange, onRunQuery } = show({ measures: ['deposits.credits'] }, undefined, {
      editorMode: 'json',
    });
    const text = await screen.findByLabelText(/^Cube query as JSON/);
    await userEvent.clear(text);
    await userEvent.click(text);
    await userEvent.paste('{"measure":["deposits.credits"]}');
    expect(screen.getByText(/"measure" is not known here: did you mean "measures"/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Form' }));
    expect(await screen.findByText('The JSON has changes that are not applied')).toBeInTheDocument();
    expect(lastQuery()).toEqual({ measures: ['deposits.credits'] });
    expect(onRunQuery).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Go on in the JSON' }));
    expect(await screen.findByLabelText(/^Cube query as JSON/)).toHaveValue('{"measure":["deposits.credits"]}');
    await userEvent.click(screen.getByRole('radio', { name: 'Form' }));
    await userEvent.click(screen.getByRole('button', { name: 'Discard these changes' }));
    expect(onChange.mock.lastCall?.[0]).not.toHaveProperty('draft');
  });

  it('keeps a query of a later version untouched and explains', async () => {
    const { onChange } = show({}, undefined, { version: 3 });
    expect(await screen.findByText('This query was made by a newer version of the plugin')).toBeInTheDocument();
    expect(screen.getByText(/It has version 3/)).toBeInTheDocument();
    expect(onChange).not.toHaveBeenCalled();
  });
});
