import { UserError } from '@branchlight/runtime';
import { explainDatabaseError } from './explain-database-error';

describe('explainDatabaseError', () => {
  it('explains a full disk with the remedy and what the database said', () => {
    const error = Object.assign(new Error('could not extend file "base/1"'), { code: '53100' });
    expect(explainDatabaseError(error)).toBeInstanceOf(UserError);
    expect(String(explainDatabaseError(error))).toMatch(/disk of the database is full.*Remedy.*could not extend file/);
  });

  it('explains a connection that was lost', () => {
    expect(String(explainDatabaseError(new Error('Connection terminated unexpectedly')))).toMatch(
      /database ended.*start again/
    );
  });

  it('leaves defects and what is explained already alone', () => {
    const defect = Object.assign(new Error('syntax error'), { code: '42601' });
    expect(explainDatabaseError(defect)).toBe(defect);
    const explained = new UserError('known');
    expect(explainDatabaseError(explained)).toBe(explained);
    expect(explainDatabaseError('text')).toBe('text');
  });
});
