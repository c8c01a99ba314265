import { planBank } from '../parts/part';
import { listReferrals } from './referrals';

function list(scale: number, seed: number): string[][] {
  return [...listReferrals(planBank(scale, seed))].flat().map((line) => line.split('\t'));
}

describe('referrals', () => {
  const referrals = list(2, 3);
  const accepted = referrals.filter(([, , invitee]) => invitee !== '\\N');

  it('are the same for the same seed and others for another', () => {
    expect(list(2, 3)).toEqual(referrals);
    expect(list(2, 4)).not.toEqual(referrals);
  });

  it('have numbers of their own, and nobody is invited twice or by oneself', () => {
    expect(new Set(referrals.map(([code]) => code)).size).toBe(referrals.length);
    expect(new Set(accepted.map(([, , invitee]) => invitee)).size).toBe(accepted.length);
    expect(accepted.filter(([, referrer, invitee]) => referrer === invitee)).toEqual([]);
  });

  it('come from few: half of the invited from a third of those who brought somebody', () => {
    const counts = new Map<string | undefined, number>();
    accepted.forEach(([, referrer]) => counts.set(referrer, (counts.get(referrer) ?? 0) + 1));
    const sorted = [...counts.values()].sort((one, other) => other - one);
    const third = sorted.slice(0, Math.ceil(sorted.length / 3)).reduce((sum, count) => sum + count, 0);
    expect(third).toBeGreaterThan(accepted.length / 2);
  });
});
