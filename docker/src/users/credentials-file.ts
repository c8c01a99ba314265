import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describeError, UserError } from '@branchlight/runtime';
import { z } from 'zod';

const credentialSchema = z.object({
  /** Grafana's own id of the user, which a rename leaves alone: the login is bound to it once. */
  uid: z.string().min(1),
  password: z.string().min(1),
  unit: z.string(),
  role: z.string(),
});
const fileSchema = z.object({
  grafana: z.string(),
  users: z.record(z.string(), credentialSchema),
});

export type Credential = z.infer<typeof credentialSchema>;
export type Credentials = Map<string, Credential>;

/**
 * The logins made in a Grafana before.
 *
 * @throws UserError when the file is broken, readable by others, or belongs to another Grafana; it is never overwritten then
 */
export function readCredentials(file: string, grafana: string): Credentials {
  if (!existsSync(file)) {
    return new Map();
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new UserError(`${file} holds passwords and can be read by others. Remedy: chmod 600 ${file}`);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new UserError(`${file} is not JSON. Remedy: restore it, or delete it and run with --adopt.`);
  }
  const result = fileSchema.safeParse(parsed);
  if (!result.success) {
    const fields = result.error.issues.map((issue) => issue.path.join('.') || 'file');
    throw new UserError(
      `${file} is damaged (${fields.join(', ')}). Remedy: restore it, or delete it and run with --adopt.`
    );
  }
  if (result.data.grafana !== grafana) {
    throw new UserError(`${file} holds the logins of ${result.data.grafana}. Remedy: name another with --file FILE.`);
  }
  return new Map(Object.entries(result.data.users));
}

/** Replaces the file at once, readable by its owner only. */
export function writeCredentials(file: string, grafana: string, users: Credentials): void {
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const text = `${JSON.stringify({ grafana, users: Object.fromEntries(users) }, undefined, 2)}\n`;
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
    renameSync(draft, file);
  } catch (error) {
    throw new UserError(`${file} cannot be written: ${describeError(error)}`);
  } finally {
    rmSync(draft, { force: true });
  }
}
