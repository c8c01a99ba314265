import { BRANCH_MANAGER, makeContext, REGION_MANAGER } from '../../test/fixtures';
import { resolveSelection } from './selection';
import { type Choices } from './url-state';

const PERIOD = { from: '1993-04-01', to: '1994-03-31' };
const CHOICES: Choices = { compare: 'previous', filters: {} };

describe('headquarters', () => {
  const context = makeContext();

  it('opens on the bank with the first tile, split by region', () => {
    const selection = resolveSelection(CHOICES, PERIOD, context);
    expect(selection).toMatchObject({
      level: 'bank',
      scope: {},
      by: 'region',
      split: 'region',
      grain: 'month',
      showsOutlets: true,
    });
    expect(selection.metric?.id).toBe('balance_end');
    expect(selection.trail.map(({ name }) => name)).toEqual(['Made-up bank']);
  });

  it('drills to an outlet whose region it finds itself, with a way up', () => {
    const { scope, trail, level } = resolveSelection({ ...CHOICES, outlet: 'B0003' }, PERIOD, context);
    expect(level).toBe('outlet');
    expect(scope).toEqual({ region: 'R02', outlet: 'B0003' });
    expect(trail).toEqual([
      { level: 'bank', name: 'Made-up bank', target: {} },
      { level: 'region', name: 'South', target: { region: 'R02' } },
      { level: 'outlet', name: 'Market', target: { region: 'R02', outlet: 'B0003' } },
    ]);
  });

  it('stays at the top and says so when an address names a unit that is not there', () => {
    expect(resolveSelection({ ...CHOICES, region: 'R99' }, PERIOD, context)).toMatchObject({
      scope: {},
      unknownUnit: 'R99',
    });
    expect(resolveSelection({ ...CHOICES, outlet: 'B9999' }, PERIOD, context)).toMatchObject({
      scope: {},
      unknownUnit: 'B9999',
    });
  });

  it.each([
    [{}, ['region', 'outlet', 'tier']],
    [{ region: 'R01' }, ['outlet', 'tier']],
    [{ outlet: 'B0001' }, ['tier']],
  ])('goes down from %j by the units below, in the order of the model', (unit, expected) => {
    const { byOptions } = resolveSelection({ ...CHOICES, ...unit }, PERIOD, context);
    expect(byOptions.map(({ name }) => name)).toEqual(expected);
  });

  it('goes down by no unit that the metric does not have', () => {
    const [first, ...others] = context.metrics;
    const metrics = first ? [{ ...first, units: ['outlet' as const] }, ...others] : [];
    const { by, splitOptions } = resolveSelection(CHOICES, PERIOD, { ...context, metrics });
    expect(by).toBe('outlet');
    expect(splitOptions.map(({ name }) => name)).toEqual(['tier']);
  });

  it('falls back from choices that the metric does not have', () => {
    const selection = resolveSelection(
      { ...CHOICES, metric: 'made_up', by: 'shoe_size', split: 'outlet' },
      PERIOD,
      context
    );
    expect(selection.metric?.id).toBe('balance_end');
    expect(selection.by).toBe('region');
    expect(selection.split).toBe('region');
  });
});

describe('region manager', () => {
  const context = makeContext(REGION_MANAGER);

  it('lands on the own region with no way up', () => {
    const { scope, trail, splitOptions } = resolveSelection(CHOICES, PERIOD, context);
    expect(scope).toEqual({ region: 'R01' });
    expect(trail.map(({ target }) => target)).toEqual([undefined, { region: 'R01' }]);
    expect(splitOptions.map(({ name }) => name)).not.toContain('region');
  });

  it('stays in the own region whatever the address says', () => {
    expect(resolveSelection({ ...CHOICES, region: 'R02' }, PERIOD, context)).toMatchObject({
      scope: { region: 'R01' },
      unknownUnit: 'R02',
    });
    expect(resolveSelection({ ...CHOICES, outlet: 'B0003' }, PERIOD, context)).toMatchObject({
      scope: { region: 'R01' },
      unknownUnit: 'B0003',
    });
  });

  it('drills to an own outlet and back to the region', () => {
    const { scope, trail } = resolveSelection({ ...CHOICES, outlet: 'B0002' }, PERIOD, context);
    expect(scope).toEqual({ region: 'R01', outlet: 'B0002' });
    expect(trail[1]?.target).toEqual({ region: 'R01' });
  });
});

describe('branch manager', () => {
  const context = makeContext(BRANCH_MANAGER);

  it('lands on the own outlet, with no way up and no list of outlets', () => {
    const selection = resolveSelection(CHOICES, PERIOD, context);
    expect(selection.scope).toEqual({ region: 'R01', outlet: 'B0001' });
    expect(selection.trail.map(({ target }) => target)).toEqual([
      undefined,
      undefined,
      { region: 'R01', outlet: 'B0001' },
    ]);
    expect(selection.showsOutlets).toBe(false);
  });

  it('stays in the own outlet whatever the address says', () => {
    expect(resolveSelection({ ...CHOICES, outlet: 'B0003' }, PERIOD, context)).toMatchObject({
      scope: { outlet: 'B0001' },
      unknownUnit: 'B0003',
    });
  });
});
