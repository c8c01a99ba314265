import { modelTextsSchema } from '@branchlight/cube-contract';
import { translateMeta } from './translate-meta';

const member = (name: string) => ({ name, title: name, shortTitle: name, type: 'number' });
const meta = {
  cubes: [
    {
      name: 'deposits',
      title: 'Deposits',
      measures: [
        {
          ...member('deposits.credits'),
          drillMembers: ['deposits.outlet', 'deposits.kept_from_the_viewer'],
          drillMembersGrouped: { measures: [], dimensions: ['deposits.outlet', 'deposits.kept_from_the_viewer'] },
        },
      ],
      dimensions: [member('deposits.outlet')],
      segments: [],
      hierarchies: [
        {
          name: 'deposits.geography',
          aliasMember: 'deposit_period.geography',
          title: 'Organisation',
          public: true,
          levels: ['deposits.outlet', 'deposits.kept_from_the_viewer'],
        },
        { name: 'deposits.people', title: 'People', levels: ['deposits.kept_from_the_viewer'] },
      ],
      folders: [{ name: 'Figures', members: ['deposits.credits', 'deposits.kept_from_the_viewer'] }],
      nestedFolders: [{ name: 'Figures', members: ['deposits.kept_from_the_viewer'] }],
    },
  ],
};

test('folders have the name of the language and only members that the viewer sees', () => {
  const texts = modelTextsSchema.parse({ folders: { Figures: 'Cifras' } });
  const answer = JSON.stringify(translateMeta(meta, texts));
  expect(JSON.parse(answer).cubes[0].folders).toEqual([{ name: 'Cifras', members: ['deposits.credits'] }]);
  expect(answer).not.toContain('kept_from_the_viewer');
  expect(JSON.stringify(translateMeta(meta, undefined))).toContain('"Figures"');
});

test('hierarchies and drill members are those of the language that the viewer sees, and tell nothing of cubes', () => {
  const texts = modelTextsSchema.parse({ hierarchies: { geography: 'Organización' } });
  const [view] = JSON.parse(JSON.stringify(translateMeta(meta, texts))).cubes;
  expect(view.hierarchies).toEqual([
    { name: 'deposits.geography', title: 'Organización', levels: ['deposits.outlet'] },
  ]);
  expect(view.measures[0]).toMatchObject({
    drillMembers: ['deposits.outlet'],
    drillMembersGrouped: { measures: [], dimensions: ['deposits.outlet'] },
  });
  const [inEnglish] = JSON.parse(JSON.stringify(translateMeta(meta, undefined))).cubes;
  expect(inEnglish.hierarchies).toMatchObject([{ title: 'Organisation' }]);
});
