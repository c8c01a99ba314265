import { parseOptions } from './options';

describe('parseOptions', () => {
  it('fills in the defaults', () => {
    expect(parseOptions([])).toEqual({ port: 3000, reset: false, help: false });
  });

  it('reads every option', () => {
    const args = [
      '--bank',
      'pkdd99',
      '--data',
      'd',
      '--port',
      '3100',
      '--dir',
      'x',
      '--today',
      '1994-03-31',
      '--reset',
    ];
    expect(parseOptions(args)).toEqual({
      bank: 'pkdd99',
      data: 'd',
      port: 3100,
      dir: 'x',
      today: '1994-03-31',
      reset: true,
      help: false,
    });
  });

  it.each([
    [['--scale', '2'], /--scale belongs to the demo bank, which comes later/],
    [['--seed', '2'], /--seed belongs to the demo bank/],
    [['--port', 'abc'], /--port abc is no port number/],
    [['--today', '1994-02-30'], /--today 1994-02-30 is no day.*YYYY-MM-DD/],
    [['--today', 'today'], /YYYY-MM-DD/],
    [['--data', 'x'], /--data needs --bank/],
    [['--bnak', 'x'], /--bnak.*Usage: npm start/s],
    [['pkdd99'], /pkdd99.*Usage/s],
    [['--bank'], /--bank.*Usage/s],
  ])('refuses %j and says why', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});
