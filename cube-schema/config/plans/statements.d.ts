export interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

export interface Statements {
  run(driver: object, statement: Statement): Promise<object[]>;
}

export function createStatements(options?: { most?: number; prepared?: number }): Statements;
