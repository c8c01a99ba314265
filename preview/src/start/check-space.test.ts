import { tmpdir } from 'node:os';
import { checkSpace, estimateDemoSpace, estimateLoadSpace } from './check-space';

describe('checkSpace', () => {
  it('lets a start go on where there is room', () => {
    checkSpace(tmpdir(), 1);
    checkSpace('/anywhere', 500, () => 500);
  });

  it('says how much is left, how much is needed and what to do', () => {
    expect(() => checkSpace('/data', 800_000_000, () => 20_000_001)).toThrow(
      /disk of \/data has 21 MB left, about 800 MB are needed.*Remedy:.*--dir.*--scale/
    );
  });

  it('asks for more room for more customers and larger files', () => {
    expect(estimateDemoSpace(40)).toBeGreaterThan(estimateDemoSpace(20));
    expect(estimateLoadSpace(2e6)).toBeGreaterThan(estimateLoadSpace(1e6));
  });
});
