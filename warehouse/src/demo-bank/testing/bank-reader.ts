/** Reads from a finished demo bank. */
export interface BankReader {
  /** Thousands of customers */
  scale: number;
  read<Row extends object>(sql: string): Promise<Row[]>;
  readValue(sql: string): Promise<number>;
}
