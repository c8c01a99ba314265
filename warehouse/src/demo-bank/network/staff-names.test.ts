import { nameStaff } from './staff-names';

it('tells the people of a bank apart', () => {
  const names = Array.from({ length: 888 }, (_, index) => nameStaff(index));
  expect(new Set(names).size).toBe(888);
  expect(names.join(' ')).not.toContain('undefined');
});
