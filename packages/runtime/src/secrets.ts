import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { resolveSuitePaths } from './paths';
import { UserError } from './user-error';

const secret = z.string().min(32, 'must have at least 32 characters');
const secretsSchema = z.object({
  postgresPassword: secret,
  cubeApiSecret: secret,
  hubWebhookToken: secret,
  hubIngestToken: secret,
  sessionSecret: secret,
});

/** Generated passwords and keys of one suite; never logged, never sent to a browser. */
export type Secrets = z.infer<typeof secretsSchema>;

/**
 * Reads the suite's secrets, and makes them (folder and file, readable by their owner only) when there are none yet.
 * Two processes that start at once get the same secrets.
 *
 * @param dir - the suite's folder (`--dir`)
 * @throws UserError when the file is unreadable or not what it should be; it is never overwritten
 */
export function ensureSecrets(dir: string): Secrets {
  const { secretsFile } = resolveSuitePaths(dir);
  return readSecrets(secretsFile) ?? createSecrets(secretsFile);
}

function readSecrets(file: string): Secrets | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw new UserError(
      `${file} cannot be read (${codeOf(error)}). Remedy: make it readable for the user that starts.`
    );
  }
  const { content, isCompleted } = complete(parseJson(text));
  const checked = secretsSchema.safeParse(content);
  if (!checked.success) {
    // Zod's messages name the field, never the value.
    const faults = checked.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`);
    throw new UserError(
      `${file} is not a valid secrets file (${faults.join('; ')}). Remedy: restore it; or delete it together with the ` +
        `folder postgres beside it (start with --reset) to begin anew.`
    );
  }
  if (isCompleted) {
    writeOver(file, checked.data);
  }
  chmodSync(file, 0o600);
  return checked.data;
}

const beforeIngestSchema = z.looseObject({ sessionSecret: secret, hubIngestToken: z.undefined().optional() });

/** A file of the version before the hub took rows, with the token that it lacks: derived, so that two who start at once find the same one. */
function complete(content: unknown): { content: unknown; isCompleted: boolean } {
  const found = beforeIngestSchema.safeParse(content);
  if (!found.success) {
    return { content, isCompleted: false };
  }
  const token = Buffer.from(hkdfSync('sha256', found.data.sessionSecret, '', 'action hub ingest', 32));
  return { content: { ...found.data, hubIngestToken: token.toString('base64url') }, isCompleted: true };
}

function writeOver(file: string, secrets: Secrets): void {
  const draft = nameDraft(file);
  try {
    writeFileSync(draft, format(secrets), { mode: 0o600, flag: 'wx' });
    renameSync(draft, file);
  } catch (error) {
    throw new UserError(
      `${file} cannot be written (${codeOf(error)}). Remedy: make it writable for the user that starts.`
    );
  }
}

function format(secrets: Secrets): string {
  return `${JSON.stringify(secrets, undefined, 2)}\n`;
}

function nameDraft(file: string): string {
  return `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
}

function createSecrets(file: string): Secrets {
  const generate = () => randomBytes(32).toString('base64url');
  const secrets: Secrets = {
    postgresPassword: generate(),
    cubeApiSecret: generate(),
    hubWebhookToken: generate(),
    hubIngestToken: generate(),
    sessionSecret: generate(),
  };
  const draft = nameDraft(file);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(draft, format(secrets), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new UserError(`${file} cannot be written (${codeOf(error)}). Remedy: choose another folder with --dir.`);
  }
  try {
    // A link fails where the file exists already: whoever comes second takes the first one's secrets.
    linkSync(draft, file);
    return secrets;
  } catch (error) {
    const existing = readSecrets(file);
    if (!existing) {
      throw error;
    }
    return existing;
  } finally {
    rmSync(draft, { force: true });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}

function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}
