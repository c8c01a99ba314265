import { explainRefusal, readHiddenMember } from './explain-refusal';

it.each([
  ["'nope' not found for path 'deposits.nope'", /^"deposits\.nope" is no measure or dimension/],
  ['invalid input syntax for type numeric: "0 or 1=1"', /^filters: "0 or 1=1" is not a number/],
  ['operator does not exist: numeric ~~* text', /^filters: numbers cannot be searched by text; use equals/],
  ['There are no segments: use filters.', /^There are no segments: use filters\.$/],
])('explains %j', (message, explained) => {
  expect(explainRefusal(message)).toMatch(explained);
});

it('tells the member that is hidden from the viewer', () => {
  expect(
    readHiddenMember("You requested hidden member: 'sources.source'. Please make it visible using `public: true`.")
  ).toBe('sources.source');
  expect(readHiddenMember('Something else')).toBeUndefined();
});
