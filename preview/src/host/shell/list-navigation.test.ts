import { type BootPlugin } from '../../shared/boot';
import { findHome, listNavigation } from './list-navigation';

const app: BootPlugin = {
  id: 'some-app',
  type: 'app',
  name: 'Some app',
  module: '/m.js',
  baseUrl: '/public/plugins/some-app',
  info: { version: '1', logos: { small: '', large: '' } },
  includes: [
    { type: 'page', name: 'Second', path: '/a/%PLUGIN_ID%/second' },
    { type: 'page', name: 'First', path: '/a/%PLUGIN_ID%/first', defaultNav: true },
    { type: 'page', name: 'Hidden', path: '/a/%PLUGIN_ID%/hidden', addToNav: false },
    { type: 'dashboard', name: 'Board', path: 'board.json' },
  ],
  languages: [],
  translations: {},
  enabled: true,
  jsonData: {},
  backend: false,
  alerting: false,
  metrics: false,
  annotations: false,
};
const boards = [
  { uid: 'b', title: 'Board B', url: '/d/b/board-b', folderTitle: 'Branches' },
  { uid: 'c', title: 'Board C', url: '/d/c/board-c', folderTitle: 'Branches' },
];

describe('listNavigation', () => {
  it("lists the app's pages, then the dashboards of each folder", () => {
    expect(listNavigation([app], boards).map(({ title, links }) => [title, ...links.map(({ url }) => url)])).toEqual([
      ['Some app', '/a/some-app/second', '/a/some-app/first'],
      ['Branches', '/d/b', '/d/c'],
      ['Data', '/explore'],
    ]);
  });

  it('leaves out apps that are off and sections without pages', () => {
    expect(
      listNavigation(
        [
          { ...app, enabled: false },
          { ...app, includes: [] },
        ],
        []
      ).map(({ title }) => title)
    ).toEqual(['Data']);
  });
});

describe('findHome', () => {
  it("is the home app's default page", () => {
    expect(findHome([app], 'some-app', boards)).toBe('/a/some-app/first');
  });

  it('is the first dashboard without an app', () => {
    expect(findHome([{ ...app, enabled: false }], 'some-app', boards)).toBe('/d/b/board-b');
    expect(findHome([], null, [])).toBeUndefined();
  });
});
