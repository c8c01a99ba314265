import { tags } from './support/tags';
import { expect, test } from './support/test';

interface Described {
  name: string;
}

/** Whoever asks, the datasource names no member that it does not describe to them: not in folders, ways down or drill members. */
for (const login of ['hq.exec', 'hq.analyst', 'region.R01', 'branch.B0069']) {
  test(`the model names to ${login} only members that they may see`, { tag: tags.preview }, async ({ page, open }) => {
    await open('/explore', login);
    const answer = await page.request.get('/api/datasources/uid/branchlight-cube/resources/meta');
    const text = await answer.text();
    const { cubes }: { cubes: Array<Record<'measures' | 'dimensions' | 'hierarchies', Described[]> & Described> } =
      JSON.parse(text);
    const views = cubes.map(({ name }) => name);
    expect(views).toContain('deposits');
    const described = new Set(
      cubes.flatMap(({ measures, dimensions, hierarchies }) =>
        [...measures, ...dimensions, ...hierarchies].map(({ name }) => name)
      )
    );
    const named = [...text.matchAll(/"(\w+)\.(\w+)"/g)].flatMap(([, view = '', name = '']) =>
      views.includes(view) ? [`${view}.${name}`] : []
    );
    expect(named.filter((member) => !described.has(member))).toEqual([]);
    expect(described.has('sources.source')).toBe(login.startsWith('hq'));
    expect(described.has('customer_360.phone')).toBe(login.startsWith('branch'));
    expect(described.has('deposits.geography')).toBe(true);
  });
}
