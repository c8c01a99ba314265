/** Reads from the finished bank of 8 thousand customers, seed 1. */
export interface BankReader {
  read<Row extends object>(sql: string): Promise<Row[]>;
  readValue(sql: string): Promise<number>;
}
