import { createDataFrame, getDefaultTimeRange, LoadingState, type DataFrame } from '@grafana/data';
import { render } from '@testing-library/react';
import { PanelDataErrorView } from './PanelDataErrorView';

function show(series: DataFrame[]): string | null {
  const data = { state: LoadingState.Done, series, timeRange: getDefaultTimeRange() };
  return render(<PanelDataErrorView panelId={1} data={data} fieldConfig={{ defaults: {}, overrides: [] }} />).container
    .textContent;
}

describe('PanelDataErrorView', () => {
  it('asks for a question before it doubts the period', () => {
    expect(show([])).toMatch(/Choose what to ask about/);
    expect(show([createDataFrame({ fields: [{ name: 'region', values: [] }] })])).toMatch(/No data in this period/);
  });
});
