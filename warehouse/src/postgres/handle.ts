/** A Postgres that answers. */
export interface PostgresHandle {
  kind: 'embedded' | 'external';
  /** Where it listens; may differ from what was asked for when a server already ran for this folder */
  host: string;
  port: number;
  /**
   * Makes the bank's database where there is none. An own Postgres (DATABASE_URL) keeps to the database in its URL.
   *
   * @param bank - the bank's code, such as `pkdd99`
   * @returns connection URL with password: never log it
   */
  ensureDatabase(bank: string): Promise<string>;
  /** False when the embedded server has ended; an own Postgres is not watched. */
  isRunning(): boolean;
  /** Ends the use of it. The embedded server stops with its last user; an own Postgres is left alone. */
  stop(): Promise<void>;
}
