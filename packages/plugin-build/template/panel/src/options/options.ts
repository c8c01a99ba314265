/** The panel's options as dashboards keep them. */
export interface ExampleOptions {
  version: 1;
  /** Order of the fields, or the greatest value first. */
  order: 'query' | 'value';
  /** At most so many rows; 0 shows all. */
  limit: number;
}

export const OPTIONS_VERSION = 1;

export const defaultOptions: ExampleOptions = { version: OPTIONS_VERSION, order: 'query', limit: 0 };
