import { resolveSuitePorts } from './ports';

describe('resolveSuitePorts', () => {
  it('gives the documented ports by default', () => {
    expect(resolveSuitePorts()).toEqual({ preview: 3000, cube: 4000, hub: 4100, postgres: 54_320 });
  });

  it('moves every port with the base', () => {
    expect(resolveSuitePorts(3100)).toEqual({ preview: 3100, cube: 4100, hub: 4200, postgres: 54_420 });
  });

  it.each([0, -1, 14_216, 3000.5, Number.NaN])('refuses %p and says which are usable', (base) => {
    expect(() => resolveSuitePorts(base)).toThrow(/--port .* from 1 to 14215/);
  });
});
