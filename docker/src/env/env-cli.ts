import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeError, findRepositoryRoot } from '@branchlight/runtime';
import { demoBankCode } from '@branchlight/warehouse';
import { createEnvFile } from './env-file';

const usage = `npm run docker:env -- [--bank BANK --data PATH]

Makes .env for docker-compose.yml: a random secret for every part, and which bank is loaded. Prints none of them.
  --bank BANK   code of a bank in bank/mappings, such as pkdd99; default demo, a bank that is made up
  --data PATH   the bank's files: a folder or one file
  --file FILE   where to write; default .env beside docker-compose.yml
`;

function main(): void {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { bank: text, data: text, file: text, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const file = path.resolve(values.file ?? path.join(findRepositoryRoot(), '.env'));
  createEnvFile(file, { bank: values.bank ?? demoBankCode, data: values.data });
  process.stdout.write(`Wrote ${file} (readable by you only). Next: docker compose up --build --detach\n`);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}
