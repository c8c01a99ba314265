/** What Cube, or the warehouse through it, says about a query, and what that means for the person who wrote it. */
const explanations: Array<[pattern: RegExp, explain: (match: RegExpExecArray) => string]> = [
  [
    /^'[^']*' not found for path '([^']+)'/,
    ([, member]) => `"${member}" is no measure or dimension of the views that are open to you, or not of that kind.`,
  ],
  [
    /^invalid input syntax for type (?:numeric|integer|bigint|double precision): ("[^"]*")/,
    ([, value]) => `filters: ${value} is not a number, and the member is compared with numbers.`,
  ],
  [
    /^operator does not exist: (?:numeric|integer|bigint|double precision) /,
    () => 'filters: numbers cannot be searched by text; use equals, notEquals, gt, gte, lt, lte, set or notSet.',
  ],
];

const hiddenMember = /^You requested hidden member: '([^']+)'/;

/** The message in words for people; as it is where nothing better is known. */
export function explainRefusal(message: string): string {
  for (const [pattern, explain] of explanations) {
    const match = pattern.exec(message);
    if (match) {
      return explain(match);
    }
  }
  return message;
}

/** The member that Cube refuses because the viewer may not see it; Cube answers with status 500 then. */
export function readHiddenMember(message: string): string | undefined {
  return hiddenMember.exec(message)?.[1];
}
