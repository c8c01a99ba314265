/** A value that cannot be used, and why; said of the column it stands in. */
export class Fault {
  constructor(
    readonly reason: string,
    readonly raw: string
  ) {}
}

/** A value from a file for a message: quoted, short. */
export function quoteValue(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}
