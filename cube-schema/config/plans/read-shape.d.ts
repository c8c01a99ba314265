export interface Shape {
  /** The same for requests that differ in their days only, from viewers who see the same */
  key: string;
  query: object;
  days?: [string, string];
}

export function readShape(request: object): Shape | undefined;
export function setDays(query: object, days: [string, string] | null): object;
