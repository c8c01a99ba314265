import { findHostPackages, readReactMajor } from './host-packages';

describe('the React of the host', () => {
  it('is 18 unless something else is asked for', () => {
    expect(readReactMajor({})).toBe('18');
    expect(readReactMajor({ BRANCHLIGHT_REACT: '' })).toBe('18');
    expect(readReactMajor({ BRANCHLIGHT_REACT: '19' })).toBe('19');
  });

  it('is refused with the variable and the remedy when no Grafana 13 has it', () => {
    expect(() => readReactMajor({ BRANCHLIGHT_REACT: '17' })).toThrow(
      /BRANCHLIGHT_REACT=17 .*Remedy: set it to 18 or 19/
    );
  });

  it('comes with the packages of the Grafana that has it', () => {
    expect(findHostPackages('18')).toMatchObject({
      reactVersion: '18.3.1',
      grafanaVersion: expect.stringMatching(/^13\.1\./),
    });
    expect(findHostPackages('19')).toMatchObject({
      reactVersion: expect.stringMatching(/^19\./),
      grafanaVersion: expect.stringMatching(/^13\.2\./),
    });
  });
});
