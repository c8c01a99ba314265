import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLogger } from '@branchlight/runtime';
import { withClient } from './connection';
import { removePostgresData } from './folders';
import { findPostmaster } from './postmaster';
import { startPostgres } from './start-postgres';

const logger = createLogger('test', { level: 'error' });
let dir: string;
let data: string;

beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'branchlight-postgres-'));
  // Made by mkdtemp for its owner only; Postgres's user has to enter when the tests run as root.
  execFileSync('chmod', ['755', dir]);
  data = path.join(dir, 'postgres', 'data');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function start(port = 0, databaseUrl = '') {
  return startPostgres({ dir, port, databaseUrl, logger });
}

function ask<Row extends object>(url: string, sql: string): Promise<Row | undefined> {
  return withClient(url, async (client) => (await client.query<Row>(sql)).rows[0]);
}

describe('startPostgres', () => {
  it('makes a cluster that listens on loopback only, with a password, in UTC', async () => {
    const postgres = await start();
    const url = await postgres.ensureDatabase('made_up');
    expect(
      await ask(
        url,
        `SELECT current_database() AS database, current_setting('timezone') AS zone,
        current_setting('listen_addresses') AS addresses, current_setting('synchronous_commit') AS synchronous`
      )
    ).toEqual({ database: 'branchlight_made_up', zone: 'UTC', addresses: '127.0.0.1', synchronous: 'on' });
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(ask(wrong.toString(), 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    expect(readdirSync(path.join(dir, 'postgres')).filter((name) => name.startsWith('password'))).toEqual([]);
    await postgres.stop();
    expect(findPostmaster(data)).toBeUndefined();
  });

  it('starts from a copy of its folder, taken while it was stopped, and leaves the original alone', async () => {
    const first = await start();
    await ask(await first.ensureDatabase('copied'), 'CREATE TABLE note AS SELECT 41 AS answer');
    await first.stop();
    const copy = `${dir}-copy`;
    // As docs/operate.md says: owners and modes have to stay.
    execFileSync('cp', ['-a', dir, copy]);
    try {
      const restored = await startPostgres({ dir: copy, port: 0, databaseUrl: '', logger });
      const url = await restored.ensureDatabase('copied');
      expect(await ask(url, 'UPDATE note SET answer = 42 RETURNING answer')).toEqual({ answer: 42 });
      await restored.stop();
      const again = await start();
      expect(await ask(await again.ensureDatabase('copied'), 'SELECT answer FROM note')).toEqual({ answer: 41 });
      await again.stop();
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it('keeps what was written when it starts again', async () => {
    const first = await start();
    const url = await first.ensureDatabase('kept');
    await ask(url, 'CREATE TABLE note AS SELECT 42 AS answer');
    await first.stop();
    const second = await start();
    expect(await ask(await second.ensureDatabase('kept'), 'SELECT answer FROM note')).toEqual({ answer: 42 });
    await second.stop();
  });

  it('is joined by a second user and stops with the last', async () => {
    const first = await start();
    const second = await start(1);
    expect(second.port).toBe(first.port);
    await first.stop();
    expect(await ask(await second.ensureDatabase('kept'), 'SELECT answer FROM note')).toEqual({ answer: 42 });
    await second.stop();
    expect(findPostmaster(data)).toBeUndefined();
  });

  it('starts once when two start at the same moment', async () => {
    const both = await Promise.all([start(), start()]);
    expect(both[0].port).toBe(both[1].port);
    await Promise.all(both.map((postgres) => postgres.stop()));
    expect(findPostmaster(data)).toBeUndefined();
  });

  it('recovers after the server was killed', async () => {
    const first = await start();
    const url = await first.ensureDatabase('killed');
    await ask(url, 'CREATE TABLE note AS SELECT 7 AS answer');
    process.kill(findPostmaster(data)?.pid ?? 0, 'SIGKILL');
    await first.stop();
    const second = await start();
    expect(await ask(await second.ensureDatabase('killed'), 'SELECT answer FROM note')).toEqual({ answer: 7 });
    await second.stop();
  });

  it('starts beside a stale postmaster.pid that names a process which is no Postgres', async () => {
    const idle = spawn('sleep', ['60']);
    writeFileSync(
      path.join(data, 'postmaster.pid'),
      [idle.pid, data, 0, 1, '', '127.0.0.1', '', 'ready   ', ''].join('\n')
    );
    const postgres = await start();
    await postgres.stop();
    idle.kill();
    expect(postgres.port).toBeGreaterThan(1);
  });

  it('stops an orphan on another port and starts on the one that was asked for', async () => {
    const orphan = await start();
    for (const name of readdirSync(path.join(dir, 'postgres', 'users'))) {
      rmSync(path.join(dir, 'postgres', 'users', name));
    }
    const free = await new Promise<number>((resolve) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const address = probe.address();
        probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
      });
    });
    const postgres = await start(free);
    expect(postgres.port).toBe(free);
    expect(findPostmaster(data)?.port).toBe(free);
    await postgres.stop();
    await orphan.stop();
  });

  it('names the port and the remedy when another program listens there', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(start(port)).rejects.toThrow(new RegExp(`127\\.0\\.0\\.1:${port} .*Remedy: .*--port`));
    other.close();
  });

  it('says so when the secrets are not those of the cluster', async () => {
    const file = path.join(dir, 'secrets.json');
    const original = readFileSync(file, 'utf8');
    writeFileSync(file, original.replace(/"postgresPassword": ".{8}/, '"postgresPassword": "12345678'));
    await expect(start()).rejects.toThrow(/secrets\.json does not open the database.*Remedy/);
    writeFileSync(file, original);
    expect(findPostmaster(data)).toBeUndefined();
  });

  it('refuses a cluster of another major version', async () => {
    writeFileSync(path.join(data, 'PG_VERSION'), '12\n');
    await expect(start()).rejects.toThrow(/made by Postgres 12.*Remedy/);
    writeFileSync(path.join(data, 'PG_VERSION'), '18\n');
  });

  it('refuses bank codes that are no database name', async () => {
    const postgres = await start();
    await expect(postgres.ensureDatabase('x"; DROP')).rejects.toThrow(/code "x"; DROP" is not usable/);
    await postgres.stop();
  });

  it('uses the database of DATABASE_URL and leaves that server alone', async () => {
    const embedded = await start();
    const url = await embedded.ensureDatabase('own');
    const external = await start(0, url);
    expect(external.kind).toBe('external');
    expect(await external.ensureDatabase('whatever')).toBe(url);
    await external.stop();
    expect(await ask(url, 'SELECT 1 AS one')).toEqual({ one: 1 });
    await embedded.stop();
  });

  it('explains an unusable DATABASE_URL without repeating the password', async () => {
    await expect(start(0, 'mysql://u:geheim@h/db')).rejects.toThrow(/DATABASE_URL is not a URL of the form/);
    const failure = start(0, 'postgres://u:geheim@127.0.0.1:1/db');
    await expect(failure).rejects.toThrow(/127\.0\.0\.1:1 cannot be used/);
    await expect(failure).rejects.not.toThrow(/geheim/);
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('keeps the data elsewhere when Postgres cannot enter the folder', async () => {
    const closed = mkdtempSync(path.join(tmpdir(), 'branchlight-closed-'));
    const suite = path.join(closed, 'suite');
    const postgres = await startPostgres({ dir: suite, port: 0, databaseUrl: '', logger });
    expect(await ask(await postgres.ensureDatabase('far'), 'SELECT 1 AS one')).toEqual({ one: 1 });
    expect(readdirSync(suite)).toEqual(['secrets.json']);
    await postgres.stop();
    await removePostgresData(suite);
    rmSync(closed, { recursive: true });
  });
});
