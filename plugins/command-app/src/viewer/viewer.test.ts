import { parseViewer } from './viewer';

const ANSWER = {
  login: 'branch.B0001',
  role: 'branch_manager',
  scopeKey: 'outlet:B0001',
  unit: { level: 'outlet', code: 'B0001', name: 'Harbour', parents: [{ level: 'bank', code: 'BANK', name: 'Bank' }] },
  bank: {
    code: 'demo',
    name: 'Bank',
    currency: 'CZK',
    timeZone: 'Europe/Prague',
    firstDay: '1993-01-01',
    lastDay: null,
    today: 'soon',
  },
  dataVersion: 12,
};

describe('parseViewer', () => {
  it('reads the datasource’s answer; days that are none are null', () => {
    const viewer = parseViewer(ANSWER);
    expect(viewer.unit).toEqual(ANSWER.unit);
    expect(viewer.bank).toMatchObject({ firstDay: '1993-01-01', lastDay: null, today: null });
    expect(viewer.dataVersion).toBe('12');
  });

  it('reads how old the data are by its own clock, and whether a load is late', () => {
    jest.useFakeTimers({ now: 1_000_000 });
    expect(parseViewer({ ...ANSWER, dataAgeMs: 4000, feeds: 'late' })).toMatchObject({
      loadedAt: 996_000,
      feeds: 'late',
    });
    const older = parseViewer({ ...ANSWER, feeds: 'odd' });
    expect([older.loadedAt, older.feeds]).toEqual([undefined, 'none']);
    jest.useRealTimers();
  });

  it('names the field that is missing', () => {
    expect(() => parseViewer({ ...ANSWER, bank: { ...ANSWER.bank, currency: undefined } })).toThrow('bank.currency');
    expect(() => parseViewer({ ...ANSWER, unit: { ...ANSWER.unit, level: 'galaxy' } })).toThrow('unit.level');
    expect(() => parseViewer('hello')).toThrow('viewer');
  });
});
