import { readReport } from './compatibility';

const compared = '✔ Successfully compared versions\n'.repeat(3);

describe('what levitate says', () => {
  it('is good only when every package was compared', () => {
    expect(readReport(0, `${compared}module.ts appears to be compatible with @grafana/data@13.2.2`).fits).toBe(true);
    const skipped =
      'Skipping package @grafana/data because it is not used\nmodule.ts appears to be compatible with all';
    expect(() => readReport(0, skipped)).toThrow(/compared 0 of 3 packages/);
    expect(() => readReport(1, 'Could not find package @grafana/ui@99 in the npm registry')).toThrow(/npm registry/);
  });

  it('is a fault, with its report, when something is gone', () => {
    const { fits, report } = readReport(
      1,
      `${compared}INCOMPATIBILITIES (1)\n1) Removed \`useStyles2\` used in \`a.ts:3\``
    );
    expect(fits).toBe(false);
    expect(report).toContain('useStyles2');
  });

  it('is no fault when it counts a change in which it found no difference', () => {
    expect(readReport(1, `${compared}INCOMPATIBILITIES (1)\n\nmodule.ts is not fully compatible`).fits).toBe(true);
  });
});
