import { type TargetField } from './types';

type Extra = Partial<Omit<TargetField, 'type' | 'description'>>;

/** Short forms for declaring the fields of tables. */
export const text = (description: string, extra: Extra = {}): TargetField => ({ type: 'text', description, ...extra });
export const integer = (description: string, extra: Extra = {}): TargetField => ({
  type: 'integer',
  description,
  ...extra,
});
export const float = (description: string, extra: Extra = {}): TargetField => ({
  type: 'float',
  description,
  ...extra,
});
export const date = (description: string, extra: Extra = {}): TargetField => ({ type: 'date', description, ...extra });
export const moment = (description: string, extra: Extra = {}): TargetField => ({
  type: 'timestamp',
  description,
  ...extra,
});
export const flag = (description: string, extra: Extra = {}): TargetField => ({
  type: 'boolean',
  description,
  ...extra,
});
export const decimal = (description: string, precision: readonly [number, number], extra: Extra = {}): TargetField => ({
  type: 'decimal',
  description,
  precision,
  ...extra,
});
export const amount = (description: string, extra: Extra = {}): TargetField => decimal(description, [18, 2], extra);
/** A rate per year, 0-1; below 0 where savers pay. */
export const rate = (description: string, extra: Extra = {}): TargetField =>
  decimal(`${description}, 0-1`, [9, 6], { min: -0.1, max: 1, ...extra });

export const needed = { needed: true } as const;
