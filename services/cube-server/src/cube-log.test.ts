import { createLogger } from '@branchlight/runtime';
import { createCubeLogger } from './cube-log';

function write(event: string, details: unknown): string {
  let written = '';
  createCubeLogger(createLogger('cube', { level: 'debug', write: (text) => (written += text) }))(event, details);
  return written;
}

it.each([
  ['error: invalid input syntax for type integer: "Marta Ruiz"\n    at Client.query (client.js:694:17)'],
  ['Error: invalid input syntax for type numeric: "Marta "la rubia" Ruiz"'],
  [`Error: Can't parse date: 'Marta Ruiz'`],
  ['Error: value "Marta Ruiz" is out of range for type bigint'],
  [new Error('malformed array literal: "{Marta Ruiz"')],
])('leaves out the values of a query that %s quotes', (error) => {
  const written = write('Error querying db', { error, requestId: 'r-1' });
  expect(written).not.toMatch(/Marta|rubia|Ruiz/);
  expect(written).toMatch(/type|date|literal/);
  expect(written).toContain('r-1');
});

it('leaves out the query of an address, and whatever else Cube tells', () => {
  const written = write('User Error', {
    url: '/cubejs-api/v1/load?query=%7B%22values%22%3A%5B%22Marta%22%5D%7D',
    query: { filters: [{ values: ['Marta'] }] },
    securityContext: { login: 'Marta' },
    error: 'Marta'.slice(5),
  });
  expect(written).toContain('/cubejs-api/v1/load');
  expect(written).not.toContain('Marta');
});

it('keeps the names of tables and members, and the stack', () => {
  const written = write('Error querying db', {
    error: `error: relation "mart.outlet" does not exist\n    at Client.query (client.js:694:17)`,
  });
  expect(written).toContain('mart.outlet');
  expect(written).toContain('client.js:694:17');
});
