import { type BackendSrv, config, locationService, LocationServiceProvider, setBackendSrv } from '@grafana/runtime';
import { act, render, screen, within } from '@testing-library/react';
import { Router } from 'react-router-dom';
import { installFakeDatasource, type FakeDatasource } from '../../test/fake-datasource';
import { makeContext, makeFrame, makeViewer, META } from '../../test/fixtures';
import { buildScene } from './build-scene-app';
import { POLL_MS, SETTLED_MS } from './use-live-data';

const minute = 60_000;
let fake: FakeDatasource;
let answers: { dataVersion: number; dataAgeMs: number; feeds: string; lastDay: string };
let asked: number;

beforeEach(() => {
  jest.useFakeTimers();
  fake = installFakeDatasource();
  answers = { dataVersion: 7, dataAgeMs: 3.5 * minute, feeds: 'none', lastDay: '1994-03-31' };
  asked = 0;
  config.bootData = { ...config.bootData, user: { ...config.bootData?.user, language: 'en-US' } };
  locationService.push('/a/branchlight-command-app/command-center');
  const get = async (url: string) => {
    if (url.endsWith('/meta')) {
      return META;
    }
    asked++;
    const { lastDay, ...rest } = answers;
    const viewer = makeViewer();
    return { ...viewer, bank: { ...viewer.bank, lastDay, today: lastDay }, ...rest };
  };
  setBackendSrv({ get } as unknown as BackendSrv);
});
afterEach(() => jest.useRealTimers());

const wait = (milliseconds: number) => act(() => jest.advanceTimersByTimeAsync(milliseconds));

async function open(): Promise<void> {
  const scene = buildScene(makeContext());
  render(
    <LocationServiceProvider service={locationService}>
      <Router location={locationService.getLocation()} navigator={locationService.getHistory()}>
        <scene.Component model={scene} />
      </Router>
    </LocationServiceProvider>
  );
  await wait(100);
}

const tile = () => screen.getByRole('article', { name: 'Deposit balance' });

it('shows new figures by itself, with their age, and asks for none while there are no new data', async () => {
  await open();
  await wait(POLL_MS);
  expect(screen.getByText('Data to Mar 31, 1994, loaded 3 min. ago')).toBeInTheDocument();
  expect(within(tile()).getByText(/1 M/)).toBeInTheDocument();
  const before = fake.requests.length;
  await wait(3 * POLL_MS);
  expect(fake.requests).toHaveLength(before);

  answers = { ...answers, dataVersion: 8, dataAgeMs: 0, lastDay: '1994-04-01' };
  fake.frames = { 'now:deposits': makeFrame('now:deposits', { balance_end: [7_000_000], net_inflow: [1] }) };
  await wait(POLL_MS + SETTLED_MS);
  await wait(1_000);
  expect(within(tile()).getByText(/7 M/)).toBeInTheDocument();
  expect(screen.getByText('Data to Apr 1, 1994, just loaded')).toBeInTheDocument();
  const after = fake.requests.length;
  expect(after).toBeGreaterThan(before);
  await wait(3 * POLL_MS);
  expect(fake.requests).toHaveLength(after);
});

it('moves the period that it opened with along with the data', async () => {
  await open();
  answers = { ...answers, dataVersion: 8, lastDay: '1994-04-01' };
  await wait(2 * POLL_MS);
  expect(screen.getByText(/Apr 2, 1993 – Apr 1, 1994|Apr 1, 1994/, { selector: 'button *' })).toBeInTheDocument();
});

it('marks a load that is late or fails', async () => {
  await open();
  answers = { ...answers, feeds: 'late' };
  await wait(POLL_MS);
  expect(screen.getByText('A load is late')).toBeInTheDocument();
  answers = { ...answers, feeds: 'failing' };
  await wait(POLL_MS);
  expect(screen.getByText('A load fails')).toBeInTheDocument();
});

it('asks nothing while nobody looks', async () => {
  await open();
  const visibility = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  await wait(5 * POLL_MS);
  expect(asked).toBe(0);
  visibility.mockRestore();
  await wait(POLL_MS);
  expect(asked).toBe(1);
});

it('keeps what it shows when it cannot ask', async () => {
  await open();
  setBackendSrv({ get: () => Promise.reject(new Error('offline')) } as unknown as BackendSrv);
  await wait(5 * POLL_MS);
  expect(within(tile()).getByText(/1 M/)).toBeInTheDocument();
});
