import { type FileResult } from '@branchlight/warehouse';
import { describeFile, describeRejected } from './describe-file';

const result: FileResult = {
  file: 'customers.csv',
  kind: 'customers',
  status: 'loaded',
  read: 1206,
  loaded: 1205,
  rejected: 1,
  unchanged: 0,
  warnings: 2,
  samples: [{ line: 7, field: 'customer_code', reason: 'Id K5 stands already in line 6', raw: 'K5' }],
  seconds: 1,
};

describe('describeFile', () => {
  it('counts rows, and fields that were left empty', () => {
    expect(describeFile(result)).toBe('customers.csv: 1,205 rows, 1 rejected, 2 fields without a usable value');
    expect(describeFile({ ...result, rejected: 0, warnings: 1, unchanged: 3 })).toBe(
      'customers.csv: 1,205 rows, 1 field without a usable value, 3 of them were there already'
    );
  });
});

describe('describeRejected', () => {
  it('says why the first rows were rejected, once', () => {
    expect(describeRejected(result)).toEqual(['  line 7 rejected: Id K5 stands already in line 6']);
    expect(describeRejected({ ...result, status: 'refused' })).toEqual([]);
  });
});
