export class RecentEntries {
  constructor(most: number);
  get(key: string): unknown;
  set(key: string, entry: unknown): void;
  delete(key: string): void;
}
