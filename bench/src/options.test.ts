import { readAmounts, readNumbers, readOptions } from './options';

test('reads options, the repeated ones as a list', () => {
  expect(readOptions(['--bank', 'demo', '--skip', 'ci', '--skip', 'pages'], ['bank', 'data'], ['skip'])).toEqual({
    bank: 'demo',
    skip: ['ci', 'pages'],
  });
});

test('an unknown option is an error with the remedy', () => {
  expect(() => readOptions(['--colour', 'red'], ['bank'])).toThrow(/--colour.*Remedy/);
});

test('reads lists of numbers and names what is none', () => {
  expect(readNumbers('callers', '1,8,64')).toEqual([1, 8, 64]);
  for (const text of ['', '1,x', '0', '-1', '1.5']) {
    expect(() => readNumbers('callers', text)).toThrow(/--callers/);
  }
});

test('reads amounts with fractions', () => {
  expect(readAmounts('scale', '0.5,10')).toEqual([0.5, 10]);
  for (const text of ['', 'x', '0', '1,-1']) {
    expect(() => readAmounts('scale', text)).toThrow(/--scale/);
  }
});
