import { cellsFolder, parseStep, readSteps, stepsFolder } from './derived-steps';

const steps = [...readSteps(stepsFolder), ...readSteps(cellsFolder)];

describe('steps', () => {
  it('have names of their own, also over both folders', () => {
    const names = steps.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it('name every table of core and ops that they read, where they may be skipped', () => {
    const skippable = steps.filter(({ reads }) => reads !== undefined);
    expect(skippable.map(({ name }) => name)).toContain('20-contact-day');
    for (const { name, sql, reads } of skippable) {
      const code = sql.replaceAll(/--.*/g, '').replaceAll(/ops\.bank\b/g, '');
      const read = [...code.matchAll(/\b(?:core|ops)\.[a-z_]+/g)].map(([table]) => table);
      expect([name, read.filter((table) => !reads?.includes(table))]).toEqual([name, []]);
    }
  });

  it('without a list run always', () => {
    expect(parseStep('x', 'SELECT 1').reads).toBeUndefined();
    expect(parseStep('x', 'SELECT 1;\n-- reads: core.loan\n').reads).toBeUndefined();
  });

  it('are refused when their list names something else', () => {
    expect(parseStep('x', '-- reads: core.loan, core.account\nSELECT 1').reads).toEqual(['core.loan', 'core.account']);
    expect(() => parseStep('x', '-- reads: core.loan, mart.outlet\nSELECT 1')).toThrow(
      'Step x reads "mart.outlet". Remedy: list tables of core or ops, such as "-- reads: core.account, core.loan".'
    );
    expect(() => parseStep('x', '-- reads:\nSELECT 1')).toThrow('Step x reads "".');
  });
});
