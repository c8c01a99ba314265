import {
  createDataFrame,
  EventBusSrv,
  type FieldDTO,
  FieldType,
  getDefaultTimeRange,
  LoadingState,
  type PanelData,
} from '@grafana/data';
import { render, screen } from '@testing-library/react';
import { ExamplePanel } from './ExamplePanel';
import { defaultOptions } from './options/options';

const balance: FieldDTO = {
  name: 'balance_end',
  type: FieldType.number,
  values: [100, 4500],
  config: { displayNameFromDS: 'Deposit balance', unit: 'currency:CZK' },
};
const outlets: FieldDTO = { name: 'outlet', type: FieldType.string, values: ['a', 'b'] };

function show(fields: FieldDTO[], data: Partial<PanelData> = {}) {
  const series = fields.length > 0 ? [createDataFrame({ refId: 'A', fields })] : [];
  return render(
    <ExamplePanel
      id={1}
      title="Figures"
      data={{ state: LoadingState.Done, series, timeRange: getDefaultTimeRange(), ...data }}
      options={defaultOptions}
      fieldConfig={{ defaults: {}, overrides: [] }}
      timeRange={getDefaultTimeRange()}
      timeZone="utc"
      width={400}
      height={300}
      renderCounter={0}
      transparent={false}
      eventBus={new EventBusSrv()}
      onOptionsChange={() => undefined}
      onFieldConfigChange={() => undefined}
      onChangeTimeRange={() => undefined}
      replaceVariables={(text) => text}
    />
  );
}

it('names every figure with its last value and unit', () => {
  show([outlets, balance]);
  expect(screen.getByRole('term')).toHaveTextContent('Deposit balance');
  expect(screen.getByRole('definition')).toHaveTextContent(/Kč\s4\.5\sK/);
  expect(screen.getByRole('definition')).toHaveAttribute('title', expect.stringMatching(/4,500\.00/));
});

it('says why it is empty and what to do', () => {
  const { unmount } = show([]);
  expect(screen.getByRole('status')).toHaveTextContent('The bank has no data for this period');
  unmount();
  show([outlets]);
  expect(screen.getByRole('status')).toHaveTextContent('Add a measure to it');
});

it('shows that it loads', () => {
  show([], { state: LoadingState.Loading });
  expect(screen.getByRole('status', { name: 'Loading' })).toHaveAttribute('aria-busy', 'true');
});

it('shows the error, with older figures when there are any', () => {
  const failed = { state: LoadingState.Error, errors: [{ message: 'Cube does not answer. Start it again.' }] };
  const { unmount } = show([], failed);
  expect(screen.getByRole('alert')).toHaveTextContent('Cube does not answer. Start it again.');
  unmount();
  show([balance], failed);
  expect(screen.getByRole('alert')).toHaveTextContent('these are older figures');
  expect(screen.getByRole('term')).toBeInTheDocument();
});
