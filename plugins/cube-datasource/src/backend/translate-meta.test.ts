import { modelTextsSchema } from '@branchlight/cube-contract';
import { translateMeta } from './translate-meta';

const member = (name: string) => ({ name, title: name, shortTitle: name, type: 'number' });
const meta = {
  cubes: [
    {
      name: 'deposits',
      title: 'Deposits',
      measures: [member('deposits.credits')],
      dimensions: [member('deposits.outlet')],
      segments: [],
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
