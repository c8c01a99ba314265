import { type DataSourceSettings } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type CubeJsonData, type CubeSecureJsonData } from '../query/query';
import { checkCubeUrl } from './check-cube-url';
import { ConfigEditor } from './ConfigEditor';

function show(jsonData: CubeJsonData, isConfigured = false) {
  const onOptionsChange = jest.fn();
  const options = {
    jsonData,
    secureJsonFields: { cubeApiSecret: isConfigured },
  } as unknown as DataSourceSettings<CubeJsonData, CubeSecureJsonData>;
  render(<ConfigEditor options={options} onOptionsChange={onOptionsChange} />);
  return onOptionsChange;
}

describe('ConfigEditor', () => {
  it('changes the address and never shows a stored secret', async () => {
    const onOptionsChange = show({ cubeApiUrl: 'http://cube:400' }, true);
    await userEvent.type(screen.getByLabelText(/Cube API URL/), '0');
    expect(onOptionsChange.mock.lastCall[0].jsonData).toEqual({ cubeApiUrl: 'http://cube:4000' });
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
