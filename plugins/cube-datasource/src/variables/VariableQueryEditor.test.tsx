import { setTemplateSrv } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { type CubeDataSource } from '../datasource';
import { viewsFixture } from '../testing';
import { type CubeVariableQuery } from './variable-query';
import { VariableQueryEditor } from './VariableQueryEditor';

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

function Variable({ stored, onChange }: { stored: unknown; onChange: (query: CubeVariableQuery) => void }) {
  // Dashboards may hold a text where the type promises a query.
  const [query, setQuery] = useState(stored as CubeVariableQuery);
  const datasource = { getViews: async () => viewsFixture, listValues: async () => [] };
  return (
    <VariableQueryEditor
      datasource={datasource as unknown as CubeDataSource}
      query={query}
      onChange={(changed) => {
        onChange(changed);
        setQuery(changed);
      }}
      onRunQuery={() => undefined}
    />
  );
}

function show(stored: unknown) {
  const onChange = jest.fn<void, [CubeVariableQuery]>();
  render(<Variable stored={stored} onChange={onChange} />);
  return { onChange, last: () => onChange.mock.lastCall?.[0] };
}

describe('VariableQueryEditor', () => {
  it('chooses a view, its values and what people read instead', async () => {
    const { last } = show('');
    await userEvent.click(await screen.findByLabelText('View'));
    await userEvent.keyboard('Depo{ArrowDown}{Enter}');
    expect(last()).toMatchObject({ query: { dimensions: ['deposits.outlet'] }, format: 'table', version: 2 });
    await userEvent.click(screen.getByLabelText('Shown as'));
    await userEvent.keyboard('Region{ArrowDown}{Enter}');
    expect(last()?.query.dimensions).toEqual(['deposits.outlet', 'deposits.region']);
    await userEvent.click(screen.getByRole('button', { name: 'Add filter' }));
    expect(last()?.query.filters).toEqual([{ member: 'deposits.outlet', operator: 'equals', values: [] }]);
  });

  it('reads a member that was written as text', async () => {
    show('deposits.region');
    expect(await screen.findByLabelText('Values')).toHaveValue('Region');
  });

  it('keeps the query of a later version untouched', async () => {
    const { onChange } = show({ refId: 'variable', version: 9 });
    expect(await screen.findByText('This query was made by a newer version of the plugin')).toBeInTheDocument();
    expect(onChange).not.toHaveBeenCalled();
  });
});
