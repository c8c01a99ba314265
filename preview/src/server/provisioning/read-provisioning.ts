import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { type z } from 'zod';
import { expandValue, type Environment } from './expand-env';
import {
  appFileSchema,
  dashboardProviderFileSchema,
  dashboardSchema,
  datasourceFileSchema,
  type DashboardModel,
  type ProvisionedApp,
  type ProvisionedDatasource,
} from './schemas';

/** A dashboard from a provider's folder. */
export interface ProvisionedDashboard {
  model: DashboardModel;
  folder: string;
  folderUid: string;
  /** File name relative to the provider's folder. */
  fileName: string;
  updated: Date;
}

/** All that a Grafana would read from its provisioning folder. */
export interface Provisioning {
  datasources: ProvisionedDatasource[];
  apps: ProvisionedApp[];
  dashboards: ProvisionedDashboard[];
}

/**
 * Reads `datasources`, `plugins` and `dashboards` below the folder. Errors name the file and the field.
 * A relative path of a dashboard provider counts from the provisioning folder's parent.
 */
export function readProvisioning(folder: string, environment: Environment): Provisioning {
  const datasources = readFolder(path.join(folder, 'datasources'), datasourceFileSchema, environment).flatMap(
    (file) => file.datasources
  );
  refuseDoubles(datasources, (item) => item.uid, 'datasource uid');
  refuseDoubles(datasources, (item) => item.name, 'datasource name');
  const apps = readFolder(path.join(folder, 'plugins'), appFileSchema, environment).flatMap((file) => file.apps);
  refuseDoubles(apps, (item) => item.type, 'app');
  return { datasources, apps, dashboards: readProvisionedDashboards(folder, environment) };
}

/** The dashboards of all providers in the provisioning folder, as their files are now. Errors name the file and the field. */
export function readProvisionedDashboards(folder: string, environment: Environment): ProvisionedDashboard[] {
  const dashboards = readFolder(path.join(folder, 'dashboards'), dashboardProviderFileSchema, environment)
    .flatMap((file) => file.providers)
    .flatMap((provider) =>
      readDashboards(path.resolve(path.dirname(folder), provider.options.path), provider.folder, provider.folderUid)
    );
  refuseDoubles(dashboards, (item) => item.model.uid, 'dashboard uid');
  return dashboards;
}

function readFolder<T>(folder: string, schema: z.ZodType<T>, environment: Environment): T[] {
  return listFiles(folder, ['.yml', '.yaml']).map((file) => {
    const document = attempt(file, () => expandValue(parse(readFileSync(file, 'utf8')), environment));
    return check(file, schema, document);
  });
}

function readDashboards(folder: string, title: string, uid: string): ProvisionedDashboard[] {
  const files = attempt(folder, () => listFiles(folder, ['.json'], true));
  return files.map((file) => {
    const document = attempt(file, (): unknown => JSON.parse(readFileSync(file, 'utf8')));
    return {
      model: check(file, dashboardSchema, document),
      folder: title,
      folderUid: uid,
      fileName: path.relative(folder, file),
      updated: statSync(file).mtime,
    };
  });
}

function listFiles(folder: string, endings: string[], mustExist = false): string[] {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) {
    if (mustExist) {
      throw new Error('there is no such folder');
    }
    return [];
  }
  return readdirSync(folder)
    .filter((name) => endings.includes(path.extname(name)))
    .sort()
    .map((name) => path.join(folder, name));
}

function attempt<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function check<T>(file: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const problems = result.error.issues.map((issue) => `${issue.path.join('.') || 'the document'}: ${issue.message}`);
  throw new Error(`${file}: ${problems.join('; ')}`);
}

function refuseDoubles<T>(items: T[], key: (item: T) => string, what: string): void {
  const seen = new Set<string>();
  for (const item of items) {
    if (seen.has(key(item))) {
      throw new Error(`provisioning: ${what} "${key(item)}" occurs twice; remove or rename one`);
    }
    seen.add(key(item));
  }
}
