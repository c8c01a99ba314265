import { findRepositoryRoot } from '@branchlight/runtime';
import path from 'node:path';
import { readProvisioning } from './read-provisioning';

describe('the provisioning files of the repository', () => {
  const root = findRepositoryRoot();
  const read = readProvisioning(path.join(root, 'provisioning'), {
    BRANCHLIGHT_CUBE_API_URL: 'http://cube',
    BRANCHLIGHT_CUBE_API_SECRET: 'secret',
    BRANCHLIGHT_HUB_URL: 'http://hub',
    BRANCHLIGHT_DASHBOARDS: path.join(root, 'provisioning', 'dashboards', 'json'),
  });

  it('give Grafana the datasource and the app under the names that everything refers to', () => {
    expect(read.datasources).toMatchObject([
      {
        uid: 'branchlight-cube',
        type: 'branchlight-cube-datasource',
        isDefault: true,
        editable: false,
        jsonData: { cubeApiUrl: 'http://cube' },
        secureJsonData: { cubeApiSecret: 'secret' },
      },
    ]);
    expect(read.apps).toMatchObject([{ type: 'branchlight-command-app', jsonData: { hubUrl: 'http://hub' } }]);
  });

  it('hold dashboards whose panels have their own numbers, a title and only known datasources', () => {
    expect(read.dashboards.length).toBeGreaterThan(0);
    for (const { model } of read.dashboards) {
      const ids = model.panels.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const panel of model.panels) {
        expect(panel).toMatchObject({
          title: expect.stringMatching(/\S/),
          description: expect.stringMatching(/\S/),
          datasource: { uid: 'branchlight-cube' },
        });
      }
    }
  });
});
