import {
  createDataFrame,
  CustomVariableSupport,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  FieldType,
  type MetricFindValue,
} from '@grafana/data';
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
    return from(this.datasource.metricFindQuery(targets[0], { range, scopedVars })).pipe(
      map((values) => ({ data: [toFrame(values)] }))
    );
  }
}

/** Grafana finds values and what people read by these two names. */
function toFrame(values: MetricFindValue[]): DataFrame {
  return createDataFrame({
    fields: [
      { name: 'text', type: FieldType.string, values: values.map(({ text }) => text) },
      { name: 'value', type: FieldType.string, values: values.map(({ value, text }) => String(value ?? text)) },
    ],
  });
}
