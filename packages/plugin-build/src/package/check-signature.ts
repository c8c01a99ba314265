import { createHash } from 'node:crypto';
import { UserError } from '@branchlight/runtime';
import { z } from 'zod';
import type { ZipEntry } from './write-zip';

/** Name of the file in which Grafana looks for a plugin's signature. */
export const signatureFile = 'MANIFEST.txt';

const signedSchema = z.looseObject({
  plugin: z.string(),
  version: z.string(),
  files: z.record(z.string(), z.string()),
});

/**
 * Compares a signature with the files that it is to go out with: Grafana loads no plugin with a file that was changed or
 * added after signing.
 * @param files - content of the plugin's folder, the signature among them
 * @returns whether there is a signature
 * @throws {UserError} naming the files that it does not fit
 */
export function checkSignature(plugin: { name: string; id: string; version: string }, files: ZipEntry[]): boolean {
  const signature = files.find(({ name }) => name === signatureFile);
  if (!signature) {
    return false;
  }
  const remedy = `Remedy: npm run plugin:sign -- ${plugin.name}, or npm run plugin:build -- ${plugin.name} --force for a build without signature.`;
  const signed = readSigned(signature.content.toString('utf8'));
  if (!signed) {
    throw new UserError(`plugins/${plugin.name}/dist/${signatureFile} is no signature. ${remedy}`);
  }
  if (signed.plugin !== plugin.id || signed.version !== plugin.version) {
    throw new UserError(
      `plugins/${plugin.name}/dist is signed as ${signed.plugin} ${signed.version}, but it is ${plugin.id} ${plugin.version}. ${remedy}`
    );
  }
  const present = new Map(
    files
      .filter((file) => file !== signature)
      .map(({ name, content }) => [name, createHash('sha256').update(content).digest('hex')])
  );
  const names = new Set([...present.keys(), ...Object.keys(signed.files)]);
  const different = [...names].filter((name) => present.get(name) !== signed.files[name]).sort();
  if (different.length > 0) {
    throw new UserError(
      `plugins/${plugin.name}/dist was changed after it was signed: ${different.join(', ')}. ${remedy}`
    );
  }
  return true;
}

/** The signed text is JSON between the two headers of a clear-signed PGP message. */
function readSigned(text: string): z.infer<typeof signedSchema> | undefined {
  const json = /-----BEGIN PGP SIGNED MESSAGE-----[\s\S]*?\r?\n\r?\n([\s\S]*?)\r?\n-----BEGIN PGP SIGNATURE-----/.exec(
    text
  );
  try {
    return signedSchema.safeParse(JSON.parse(json?.[1] ?? '')).data;
  } catch {
    return undefined;
  }
}
