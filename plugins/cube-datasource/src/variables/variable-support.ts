import { CustomVariableSupport, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { from, map, type Observable } from 'rxjs';
import { type CubeDataSource } from '../datasource';
import { type CubeVariableQuery } from './variable-query';
import { VariableQueryEditor } from './VariableQueryEditor';

/** Dashboard variables whose values are those of a dimension, as far as the viewer sees them. */
export class CubeVariableSupport extends CustomVariableSupport<CubeDataSource, CubeVariableQuery> {
  override editor = VariableQueryEditor;

  constructor(private readonly datasource: CubeDataSource) {
    super();
  }

  override query({ range, scopedVars, targets }: DataQueryRequest<CubeVariableQuery>): Observable<DataQueryResponse> {
    return from(this.datasource.metricFindQuery(targets[0], { range, scopedVars })).pipe(map((data) => ({ data })));
  }
}
