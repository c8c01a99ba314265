import { type FastifyInstance } from 'fastify';
import { type ServerContext } from '../context';
import { HttpError } from '../http-error';
import { type ProvisionedDashboard } from '../provisioning/read-provisioning';
import { firstOf } from './first-of';

interface SearchQuery {
  query?: string | string[];
  type?: string | string[];
  tag?: string | string[];
  limit?: string | string[];
  page?: string | string[];
  dashboardUIDs?: string | string[];
}

/** The provisioned dashboards, read-only as Grafana serves them. */
export function addDashboardRoutes(app: FastifyInstance, context: ServerContext): void {
  app.get<{ Querystring: SearchQuery }>('/api/search', async ({ query }) => {
    const text = (firstOf(query.query) ?? '').toLowerCase();
    const tags = [query.tag ?? []].flat();
    const uids = [query.dashboardUIDs ?? []].flat();
    const limit = Math.min(Math.max(Number(firstOf(query.limit)) || 1000, 1), 5000);
    const page = Math.max(Number(firstOf(query.page)) || 1, 1);
    if ((firstOf(query.type) ?? 'dash-db') !== 'dash-db') {
      return [];
    }
    const dashboards = readNow(context);
    return dashboards
      .filter(({ model }) => model.title.toLowerCase().includes(text))
      .filter(({ model }) => tags.every((tag) => model.tags.includes(tag)))
      .filter(({ model }) => uids.length === 0 || uids.includes(model.uid))
      .sort((left, right) => left.model.title.localeCompare(right.model.title))
      .slice((page - 1) * limit, page * limit)
      .map((dashboard) => ({
        id: dashboards.indexOf(dashboard) + 1,
        uid: dashboard.model.uid,
        title: dashboard.model.title,
        uri: `db/${toSlug(dashboard.model.title)}`,
        url: toUrl(dashboard),
        slug: '',
        type: 'dash-db',
        tags: dashboard.model.tags,
        isStarred: false,
        sortMeta: 0,
        ...(dashboard.folder && { folderUid: dashboard.folderUid, folderTitle: dashboard.folder }),
      }));
  });

  app.get<{ Params: { uid: string } }>('/api/dashboards/uid/:uid', async ({ params }) => {
    const dashboards = readNow(context);
    const dashboard = dashboards.find(({ model }) => model.uid === params.uid);
    if (!dashboard) {
      throw new HttpError(404, 'Dashboard not found');
    }
    const updated = dashboard.updated.toISOString();
    return {
      meta: {
        type: 'db',
        canSave: false,
        canEdit: false,
        canAdmin: false,
        canStar: false,
        canDelete: false,
        slug: toSlug(dashboard.model.title),
        url: toUrl(dashboard),
        created: updated,
        updated,
        createdBy: 'provisioning',
        updatedBy: 'provisioning',
        version: dashboard.model.version,
        hasAcl: false,
        isFolder: false,
        folderUid: dashboard.folderUid,
        folderTitle: dashboard.folder,
        provisioned: true,
        provisionedExternalId: dashboard.fileName,
      },
      dashboard: { ...dashboard.model, id: dashboards.indexOf(dashboard) + 1 },
    };
  });
}

/** Whoever edits a file has to be told what is wrong in it. */
function readNow(context: ServerContext): ProvisionedDashboard[] {
  try {
    return context.readDashboards();
  } catch (error) {
    throw new HttpError(500, error instanceof Error ? error.message : String(error));
  }
}

function toUrl({ model }: ProvisionedDashboard): string {
  return `/d/${model.uid}/${toSlug(model.title)}`;
}

function toSlug(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
