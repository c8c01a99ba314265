/** One thing that is wrong in a file of bank/, with where it stands and what to do. */
export interface BankFileProblem {
  /** Line in the file, from 1 */
  line: number;
  /** Where in the document, such as `files[3].into[0].fields.amount`; empty for the document itself */
  path: string;
  message: string;
}

/** A file of bank/ that cannot be used. Its message lists every problem found, a line each; it is meant for people. */
export class BankFileError extends Error {
  override readonly name = 'BankFileError';

  constructor(
    readonly file: string,
    readonly problems: readonly BankFileProblem[]
  ) {
    super([`${file} cannot be used:`, ...problems.map((problem) => `  ${formatProblem(file, problem)}`)].join('\n'));
  }
}

function formatProblem(file: string, { line, path, message }: BankFileProblem): string {
  return `${file}:${line}: ${path === '' ? '' : `${path}: `}${message}`;
}
