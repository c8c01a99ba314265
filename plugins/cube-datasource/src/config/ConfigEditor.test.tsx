import { type DataSourceSettings } from '@grafana/data';
import { type getBackendSrv, setBackendSrv } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type CubeJsonData, type CubeSecureJsonData } from '../query/query';
import { checkCubeUrl } from './check-cube-url';
import { ConfigEditor } from './ConfigEditor';

function show(jsonData: CubeJsonData, isConfigured = false, uid = '') {
  const onOptionsChange = jest.fn();
  const options = {
    jsonData,
    uid,
    secureJsonFields: { cubeApiSecret: isConfigured },
  } as unknown as DataSourceSettings<CubeJsonData, CubeSecureJsonData>;
  render(<ConfigEditor options={options} onOptionsChange={onOptionsChange} />);
  return onOptionsChange;
}

describe('ConfigEditor', () => {
  it('changes the address and never shows a stored secret', async () => {
    const onOptionsChange = show({ cubeApiUrl: 'http://cube:400' }, true);
    await userEvent.type(screen.getByLabelText(/Cube API URL/), '0');
    expect(onOptionsChange.mock.lastCall[0].jsonData).toEqual({ cubeApiUrl: 'http://cube:4000', version: 1 });
    expect(screen.getByLabelText(/Cube API secret/)).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: /reset/i }));
    expect(onOptionsChange.mock.lastCall[0]).toMatchObject({
      secureJsonFields: { cubeApiSecret: false },
      secureJsonData: { cubeApiSecret: '' },
    });
  });

  it('says what is wrong with an address', () => {
    show({ cubeApiUrl: 'cube:4000' });
    expect(screen.getByText(/starts with http:\/\/ or https:\/\//)).toBeInTheDocument();
  });

  it('keeps the settings of a later version untouched and says so', () => {
    show({ version: 2 });
    expect(screen.getByText('A newer version of the plugin wrote these settings')).toBeInTheDocument();
    expect(screen.queryByLabelText(/Cube API URL/)).not.toBeInTheDocument();
  });

  describe('the check step by step', () => {
    const stages = [
      { stage: 'address', status: 'ok', message: '' },
      { stage: 'secret', status: 'failed', message: 'Enter the CUBEJS_API_SECRET.' },
      { stage: 'bank', status: 'not-reached', message: '' },
    ];
    const answerWith = (get: () => Promise<unknown>) =>
      setBackendSrv({ get: jest.fn(get) } as unknown as ReturnType<typeof getBackendSrv>);

    it('shows every stage with its remedy, also of a check that failed', async () => {
      answerWith(() => Promise.reject({ status: 400, data: { status: 'ERROR', message: 'x', details: { stages } } }));
      show({}, false, 'branchlight-cube');
      await userEvent.click(screen.getByRole('button', { name: /step by step/ }));
      const steps = await screen.findAllByRole('listitem');
      expect(steps.map(({ textContent }) => textContent)).toEqual([
        'The address answers right',
        'The secret is Cube’s wrongEnter the CUBEJS_API_SECRET.',
        'A bank is loaded not checked',
      ]);
    });

    it('says why the check could not be made', async () => {
      answerWith(() => Promise.reject({ status: 404, data: { message: 'Data source not found' } }));
      show({}, false, 'gone');
      await userEvent.click(screen.getByRole('button', { name: /step by step/ }));
      expect(await screen.findByText('Data source not found')).toBeInTheDocument();
    });
  });

  it('explains what the test checks', () => {
    show({});
    expect(screen.getByText(/signs a token in your own name/)).toBeInTheDocument();
  });
});

it.each([
  ['http://cube:4000/cubejs-api', true],
  ['https://cube.example.bank', true],
  ['$BRANCHLIGHT_CUBE_API_URL', true],
  ['', true],
  ['cube', false],
  ['ftp://cube', false],
])('address %s is fine: %s', (url, fine) => {
  expect(checkCubeUrl(url) === undefined).toBe(fine);
});
