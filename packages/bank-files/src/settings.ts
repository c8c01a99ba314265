import path from 'node:path';
import schema from '../../../bank/settings.schema.json';
import { bankFolder } from './bank';
import { BankFileError } from './bank-file-error';
import { createSchemaCheck } from './check-schema';
import { readYamlFile, type YamlFile } from './yaml-file';

/** Customers with at least this monthly average of assets, up to the next tier's. */
export interface Tier {
  tier: string;
  title: string;
  /** In the currency's units, not cents */
  from: number;
}

/** How a metric's targets are judged. */
export interface TargetRule {
  /** Share of the score */
  weight: number;
  /** Highest attainment that counts in the score */
  cap: number;
  /** Pace index from which the status is green, and from which it is amber */
  green: number;
  amber: number;
}

export interface TargetSettings extends Omit<TargetRule, 'weight'> {
  metrics: Record<string, Pick<TargetRule, 'weight'> & Partial<TargetRule>>;
}

export interface Settings {
  /** Tiers per currency code, from the lowest, which starts at 0 */
  tiers: Record<string, Tier[]>;
  targets: TargetSettings;
  outlets: {
    /** Weight in the health index by part; they add up to 1 */
    health: Record<string, number>;
  };
}

const check = createSchemaCheck<Settings>(schema);

/**
 * Reads `bank/settings.yml`.
 *
 * @throws BankFileError that lists every problem with its line
 */
export function readSettings(file = path.join(bankFolder, 'settings.yml')): Settings {
  return checkSettings(readYamlFile(file));
}

/** Like {@link readSettings}, for YAML that is already parsed. */
export function checkSettings(yaml: YamlFile): Settings {
  const settings = check(yaml);
  const problems = Object.entries(settings.tiers).flatMap(([currency, tiers]) =>
    tiers.flatMap(({ tier, from }, index) => {
      const before = tiers[index - 1];
      return [
        ...(before === undefined && from !== 0
          ? [yaml.problemAt(['tiers', currency, 0, 'from'], 'the first tier must start at 0.')]
          : []),
        ...(before !== undefined && from <= before.from
          ? [
              yaml.problemAt(
                ['tiers', currency, index, 'from'],
                `${from} must be above ${before.from}, where "${before.tier}" starts.`
              ),
            ]
          : []),
        ...(tiers.findIndex((other) => other.tier === tier) < index
          ? [yaml.problemAt(['tiers', currency, index, 'tier'], `"${tier}" is there twice.`)]
          : []),
        ...(tier === 'unknown'
          ? [yaml.problemAt(['tiers', currency, index, 'tier'], '"unknown" stands for balances without customers.')]
          : []),
      ];
    })
  );
  problems.push(...findTargetProblems(settings.targets, yaml), ...findHealthProblems(settings.outlets.health, yaml));
  if (problems.length > 0) {
    throw new BankFileError(yaml.file, problems);
  }
  return settings;
}

/** The rule of every metric, the general values filled in. */
export function listTargetRules({ metrics, cap, green, amber }: TargetSettings): Map<string, TargetRule> {
  return new Map(Object.entries(metrics).map(([metric, rule]) => [metric, { cap, green, amber, ...rule }]));
}

function findTargetProblems(targets: TargetSettings, yaml: YamlFile) {
  const rules = [...listTargetRules(targets)];
  const total = addWeights(rules.map(([, { weight }]) => weight));
  return [
    ...(total === 1
      ? []
      : [yaml.problemAt(['targets', 'metrics'], `the weights add up to ${total}: they have to add up to 1.`)]),
    ...rules.flatMap(([metric, { amber, green }]) =>
      amber <= green
        ? []
        : [
            yaml.problemAt(
              ['targets', 'metrics', metric],
              `amber starts at ${amber}, above green at ${green}: lower amber or raise green.`
            ),
          ]
    ),
  ];
}

function findHealthProblems(weights: Record<string, number>, yaml: YamlFile) {
  const total = addWeights(Object.values(weights));
  return total === 1
    ? []
    : [yaml.problemAt(['outlets', 'health'], `the weights add up to ${total}: they have to add up to 1.`)];
}

/** Decimal weights such as 0.1 and 0.2 do not add up exactly. */
function addWeights(weights: number[]): number {
  return Math.round(weights.reduce((sum, weight) => sum + weight, 0) * 1e4) / 1e4;
}
