import {
  CoreApp,
  type DataSourceInstanceSettings,
  type Field,
  FieldType,
  getDefaultTimeRange,
  MappingType,
  toDataFrame,
} from '@grafana/data';
import { config, setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { lastValueFrom, of } from 'rxjs';
import { CubeVariableSupport } from './variables/variable-support';
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
  version: 2,
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

  it('sends the ad-hoc filters along and leaves unfinished ones out', () => {
    const asked = query({ measures: ['deposits.credits'] });
    const filters = [
      { key: 'outlet', operator: '=|', value: 'Praha', values: ['Praha', 'Brno'], condition: '' },
      { key: '', operator: '=', value: '' },
    ];
    expect(datasource.applyTemplateVariables(asked, {}, filters).adhocFilters).toEqual([
      { key: 'outlet', operator: '=|', value: 'Praha', values: ['Praha', 'Brno'] },
    ]);
    expect(datasource.applyTemplateVariables(asked, {})).not.toHaveProperty('adhocFilters');
  });

  it('passes a query of a later version on untouched, so that the backend explains it', () => {
    const later = { refId: 'A', version: 3, cubes: [] } as unknown as CubeDataSourceQuery;
    expect(datasource.filterQuery(later)).toBe(true);
    expect(datasource.applyTemplateVariables(later, {})).toBe(later);
  });

  describe('ad-hoc filters', () => {
    beforeEach(() => jest.spyOn(datasource, 'getResource').mockResolvedValue(metaFixture));

    it('offers the dimensions of the views that the dashboard asks, by their titles', async () => {
      await expect(
        datasource.getTagKeys({ filters: [], queries: [query({ measures: ['cards.spend'] })] })
      ).resolves.toEqual([
        { text: 'In use', value: 'active' },
        { text: 'Outlet', value: 'outlet' },
      ]);
      const all = await datasource.getTagKeys();
      expect(all.map(({ value }) => value)).toEqual(['active', 'outlet', 'region']);
    });

    it('asks for values within the time range and the other filters', async () => {
      const ask = jest
        .spyOn(datasource, 'query')
        .mockReturnValue(of({ data: [frameOf({ outlet: ['Brno', null, 'Praha'] })] }));
      const filters = [{ key: 'region', operator: '=', value: 'West' }];
      const timeRange = getDefaultTimeRange();
      await expect(
        datasource.getTagValues({
          key: 'outlet',
          filters,
          timeRange,
          queries: [query({ measures: ['deposits.credits'] })],
        })
      ).resolves.toEqual([
        { text: 'Brno', value: 'Brno' },
        { text: 'Praha', value: 'Praha' },
      ]);
      expect(ask.mock.lastCall?.[0]).toMatchObject({
        filters,
        range: timeRange,
        targets: [
          { query: { dimensions: ['deposits.outlet'], timeDimensions: [{ dimension: 'deposits.date' }], limit: 100 } },
        ],
      });
      await expect(datasource.getTagValues({ key: 'nothing', filters: [] })).resolves.toEqual([]);
    });
  });

  it('gives variables a frame of values and of what people read, in their own words', async () => {
    const frame = toDataFrame({
      fields: [
        {
          name: 'tier',
          type: FieldType.string,
          values: ['gold', 'new'],
          config: { mappings: [{ type: MappingType.ValueToText, options: { gold: { text: 'Oro' } } }] },
        },
      ],
    });
    jest.spyOn(datasource, 'query').mockReturnValue(of({ data: [frame] }));
    const { variables } = datasource;
    const answer =
      variables instanceof CubeVariableSupport &&
      (await lastValueFrom(
        variables.query({ targets: [query({ dimensions: ['deposits.tier'] })], scopedVars: {} } as never)
      ));
    expect(answer && answer.data[0].fields.map((field: Field) => [field.name, field.values])).toEqual([
      ['text', ['Oro', 'new']],
      ['value', ['gold', 'new']],
    ]);
  });

  describe('variables', () => {
    it('gives values with what people read, each once', async () => {
      const frame = frameOf({ outlet_code: ['B1', 'B1', null, 'B2'], outlet: ['Praha', 'Praha', 'x', ''] });
      const ask = jest.spyOn(datasource, 'query').mockReturnValue(of({ data: [frame] }));
      const stored = query({ dimensions: ['deposits.outlet_code', 'deposits.outlet'] });
      await expect(datasource.metricFindQuery(stored)).resolves.toEqual([
        { value: 'B1', text: 'Praha' },
        { value: 'B2', text: 'B2' },
      ]);
      expect(ask.mock.lastCall?.[0].targets[0]?.query.order).toEqual([['deposits.outlet', 'asc']]);
    });

    it('reads a member written as text, and asks nothing for nothing', async () => {
      const ask = jest.spyOn(datasource, 'query').mockReturnValue(of({ data: [frameOf({ region: ['West'] })] }));
      await expect(datasource.metricFindQuery('deposits.region')).resolves.toEqual([{ value: 'West', text: 'West' }]);
      expect(ask.mock.lastCall?.[0].targets[0]?.query.dimensions).toEqual(['deposits.region']);
      await expect(datasource.metricFindQuery('')).resolves.toEqual([]);
      expect(ask).toHaveBeenCalledTimes(1);
    });

    it('says why there are no values', async () => {
      jest.spyOn(datasource, 'query').mockReturnValue(of({ data: [], errors: [{ message: 'Not allowed for "x"' }] }));
      await expect(datasource.metricFindQuery('deposits.region')).rejects.toThrow('Not allowed for "x"');
    });
  });

  describe('annotations', () => {
    const target = {
      ...query({
        measures: ['deposits.credits'],
        dimensions: ['deposits.outlet'],
        timeDimensions: [{ dimension: 'deposits.date', granularity: 'day' }],
      }),
      annotation: { title: 'deposits.outlet', text: 'deposits.credits', tags: ['deposits.outlet'] },
    };
    const annotation = { name: 'n', enable: true, iconColor: 'red', target };

    it('asks at most a thousand rows as a table, and nothing for an unfinished one', () => {
      expect(datasource.annotations?.prepareQuery?.(annotation)).toMatchObject({
        format: 'table',
        query: { limit: 1000 },
      });
      expect(datasource.annotations?.prepareQuery?.({ ...annotation, target: query({}) })).toBeUndefined();
    });

    it('makes a mark of each row', async () => {
      const frame = toDataFrame({
        fields: [
          { name: 'outlet', type: FieldType.string, values: ['Praha', 'Brno'] },
          { name: 'date', type: FieldType.time, values: [1000, null] },
          { name: 'credits', type: FieldType.number, values: [5, 6], config: { displayNameFromDS: 'Credits' } },
        ],
      });
      const events = datasource.annotations?.processEvents?.(annotation, [frame]);
      await expect(events && lastValueFrom(events)).resolves.toEqual([
        { time: 1000, title: 'Praha', text: 'Credits: 5', tags: ['Praha'] },
      ]);
    });

    it('says what is missing when rows have no time', async () => {
      const events = datasource.annotations?.processEvents?.(annotation, [frameOf({ outlet: ['Praha'] })]);
      await expect(events && lastValueFrom(events)).rejects.toThrow(/no time: choose a time/);
    });
  });
});

function frameOf(columns: Record<string, Array<string | null>>) {
  return toDataFrame({
    fields: Object.entries(columns).map(([name, values]) => ({ name, type: FieldType.string, values })),
  });
}
