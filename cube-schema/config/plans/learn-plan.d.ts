import { type Shape } from './read-shape';

export interface Plan {
  name: string;
  text: string;
  read(days?: [string, string]): { values: unknown[]; query: object };
  transform: object;
  root: object;
  wrap(result: object): object;
}

export function learnPlan(gateway: object, request: object, shape: Shape, answered: object): Promise<Plan | undefined>;
