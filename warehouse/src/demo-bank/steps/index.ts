import path from 'node:path';
import { outletSteps } from '../outlets';
import { salesSteps } from '../sales';
import { type DemoStep, runSql } from './demo-step';

/**
 * What is worked out in the database once core holds everything that is generated row by row, and before the mart is derived from it; in this
 * order, in the generator's transaction. Whatever else the demo bank gets from its own facts belongs here.
 */
export const demoSteps: readonly DemoStep[] = [
  ...salesSteps,
  ...outletSteps,
  { title: 'targets', tables: ['core.target'], run: runSql(path.join(__dirname, 'targets.sql')) },
];
