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

  it('names the field that is missing', () => {
    expect(() => parseViewer({ ...ANSWER, bank: { ...ANSWER.bank, currency: undefined } })).toThrow('bank.currency');
    expect(() => parseViewer({ ...ANSWER, unit: { ...ANSWER.unit, level: 'galaxy' } })).toThrow('unit.level');
    expect(() => parseViewer('hello')).toThrow('viewer');
  });
});
