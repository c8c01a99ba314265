import { serveDatasource } from '@branchlight/plugin-protocol';
import { callResource } from './call-resource';
import { checkHealth } from './check-health';
import { DatasourceInstances } from './instance';
import { queryData } from './query-data';

serveDatasource((log) => {
  const instances = new DatasourceInstances();
  return {
    checkHealth: (request, signal) => checkHealth(instances, request, signal),
    callResource: (request, signal) => callResource(instances, request, signal, log),
    queryData: (request, signal) => queryData(instances, request, signal, log),
  };
});
