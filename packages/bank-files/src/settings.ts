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

export interface Settings {
  /** Tiers per currency code, from the lowest, which starts at 0 */
  tiers: Record<string, Tier[]>;
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
  if (problems.length > 0) {
    throw new BankFileError(yaml.file, problems);
  }
  return settings;
}
