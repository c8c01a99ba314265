import { parseOptions } from './options';

describe('parseOptions', () => {
  it('fills in the defaults', () => {
    expect(parseOptions([])).toEqual({ bank: 'demo', port: 3000, live: false, reset: false, help: false });
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
      live: false,
      reset: true,
      help: false,
    });
  });

  it('reads the options of the demo bank', () => {
    expect(parseOptions(['--scale', '2', '--seed', '0', '--live'])).toMatchObject({
      bank: 'demo',
      scale: 2,
      seed: 0,
      live: true,
    });
  });

  it.each([
    [['--live', '--bank', 'pkdd99'], /--live is for the demo bank only, not for pkdd99\. Remedy/],
    [['--scale', '0'], /--scale 0 is not usable.* from 1 to 1000/],
    [['--scale', '1001'], /--scale 1001 is not usable.* from 1 to 1000/],
    [['--scale', '2.5'], /--scale 2.5 is not usable/],
    [['--scale', 'many'], /--scale many is not usable/],
    [['--seed', '-1'], /--seed.*ambiguous/],
    [['--seed=-1'], /--seed -1 is not usable.* from 0 to/],
    [['--seed', '1e3'], /--seed 1e3 is not usable/],
    [['--scale', '2', '--bank', 'pkdd99'], /--scale is for the demo bank only, not for pkdd99.*leave --scale out/],
    [['--seed', '2', '--bank', 'chase'], /--seed is for the demo bank only/],
    [['--bank', 'demo', '--data', 'x'], /--data is not for the demo bank/],
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
