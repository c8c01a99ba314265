import { buildPlugins } from '../build-plugins';
import { checkPlugins } from './check-plugins';

it("every plugin of the repository meets the criteria of Grafana's catalogue once it is built", async () => {
  await buildPlugins({});
  expect(checkPlugins()).toEqual([]);
});
