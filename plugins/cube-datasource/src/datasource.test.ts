import { CoreApp, type DataSourceInstanceSettings } from '@grafana/data';
import { config, setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { CubeDataSource } from './datasource';
import { metaFixture } from './testing';
import { type CubeDataSourceQuery, type CubeJsonData } from './query/query';

const settings: DataSourceInstanceSettings<CubeJsonData> = {
  id: 1,
  uid: 'branchlight-cube',
  type: 'branchlight-cube-datasource',
  name: 'Branchlight',
  access: 'proxy',
  readOnly: true,
  jsonData: {},
  meta: {
    id: 'branchlight-cube-datasource',
    name: 'Branchlight Cube',
    type: 'datasource' as DataSourceInstanceSettings['meta']['type'],
    module: '',
    baseUrl: '',
    info: {
      author: { name: '' },
      description: '',
      links: [],
      logos: { large: '', small: '' },
      screenshots: [],
      updated: '',
      version: '',
    },
  },
};

const templates: TemplateSrv = {
  getVariables: () => [],
  replace: (text = '', _scoped, format) =>
    text.replace('$outlet', () => (typeof format === 'function' ? format(['B0001', 'B0054'], {}, undefined) : '')),
  containsTemplate: () => true,
  updateTimeRange: () => undefined,
};

const query = (cube: CubeDataSourceQuery['query']): CubeDataSourceQuery => ({
  refId: 'A',
  query: cube,
  format: 'table',
  version: 1,
});

describe('CubeDataSource', () => {
  const datasource = new CubeDataSource(settings);
  beforeAll(() => setTemplateSrv(templates));
  afterEach(() => jest.restoreAllMocks());

  it('does not send what asks for nothing', () => {
    expect(datasource.filterQuery(query({}))).toBe(false);
    expect(datasource.filterQuery(query({ measures: ['deposits.credits'] }))).toBe(true);
    expect(datasource.filterQuery({ refId: 'A', ...datasource.getDefaultQuery(CoreApp.Dashboard) } as never)).toBe(
      false
    );
  });

  it('fills variables into stored queries of any version', () => {
    const stored = { refId: 'A', query: '{"filters":[{"member":"a.b","operator":"equals","values":["$outlet"]}]}' };
    expect(datasource.applyTemplateVariables(stored as never, {}).query.filters).toEqual([
      { member: 'a.b', operator: 'equals', values: ['B0001', 'B0054'] },
    ]);
  });

  it('asks in the viewer’s language, and keeps it out of what is stored', async () => {
    config.bootData.user.language = 'es-ES';
    const stored = query({ measures: ['deposits.credits'] });
    expect(datasource.applyTemplateVariables(stored, {}).locale).toBe('es-ES');
    expect(datasource.interpolateVariablesInQueries([stored], {})).toEqual([stored]);
    const getResource = jest.spyOn(datasource, 'getResource').mockResolvedValueOnce(metaFixture);
    await datasource.getViews();
    expect(getResource).toHaveBeenCalledWith('meta', { locale: 'es-ES' });
    config.bootData.user.language = 'en-US';
  });

  it('reads views, and refuses an answer that holds none', async () => {
    const getResource = jest.spyOn(datasource, 'getResource').mockResolvedValueOnce(metaFixture);
    await expect(datasource.getViews()).resolves.toHaveLength(2);
    expect(getResource).toHaveBeenCalledWith('meta', { locale: 'en-US' });
    getResource.mockResolvedValueOnce({ error: 'x' });
    await expect(datasource.getViews()).rejects.toThrow(/cubes/);
  });
});
