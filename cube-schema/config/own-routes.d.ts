import { type CubeConfig } from './create-config';

export function addOwnRoutes(
  serverCore: { prototype: { initApp(app: never): Promise<void> } },
  access: Pick<CubeConfig, 'authenticate' | 'viewers'>
): void;
export function readTexts(): Record<string, unknown>;
