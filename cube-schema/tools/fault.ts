/** Something that is wrong in a file of the repository, with where it stands and what to do. */
export interface Fault {
  /** Relative to the repository */
  file: string;
  /** From 1 */
  line: number;
  message: string;
}

/** `cube-schema/model/views/deposits.yml:12: message`, as editors and terminals make a link of it. */
export function formatFault({ file, line, message }: Fault): string {
  return `${file}:${line}: ${message}`;
}

export function compareFaults(a: Fault, b: Fault): number {
  return a.file.localeCompare(b.file) || a.line - b.line || a.message.localeCompare(b.message);
}
