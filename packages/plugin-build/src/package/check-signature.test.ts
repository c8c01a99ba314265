import { createHash } from 'node:crypto';
import { checkSignature } from './check-signature';
import { type ZipEntry } from './write-zip';

const plugin = { name: 'cube-datasource', id: 'branchlight-cube-datasource', version: '0.1.0' };
const file = (name: string, content: string): ZipEntry => ({ name, content: Buffer.from(content), executable: false });
const script = file('module.js', 'define()');

function sign(files: ZipEntry[], changes: object = {}): ZipEntry {
  const sums = files.map(({ name, content }) => [name, createHash('sha256').update(content).digest('hex')]);
  const signed = { plugin: plugin.id, version: plugin.version, files: Object.fromEntries(sums), ...changes };
  const head = '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n';
  const tail = '-----BEGIN PGP SIGNATURE-----\n\nwsFz\n-----END PGP SIGNATURE-----\n';
  return file('MANIFEST.txt', `\n${head}\n${JSON.stringify(signed, null, 2)}\n${tail}`);
}

it('tells signed from unsigned', () => {
  expect(checkSignature(plugin, [script])).toBe(false);
  expect(checkSignature(plugin, [script, sign([script])])).toBe(true);
});

it('names what was changed, added or taken away after signing', () => {
  const files = [file('module.js', 'other()'), file('extra.js', ''), sign([script, file('gone.js', '')])];
  expect(() => checkSignature(plugin, files)).toThrow(
    /changed after it was signed: extra\.js, gone\.js, module\.js\. Remedy/
  );
});

it('refuses the signature of another version or no signature at all', () => {
  expect(() => checkSignature(plugin, [script, sign([script], { version: '0.0.9' })])).toThrow(/signed as .* 0\.0\.9/);
  expect(() => checkSignature(plugin, [script, file('MANIFEST.txt', 'hello')])).toThrow(/is no signature/);
});
