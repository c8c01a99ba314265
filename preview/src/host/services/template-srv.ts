import { type ScopedVars, type TimeRange, type TypedVariableModel } from '@grafana/data';
import { type TemplateSrv, type VariableInterpolation } from '@grafana/runtime';
import { sceneGraph, type SceneObject } from '@grafana/scenes';

/**
 * Replaces variables for code outside of scenes (datasources, data links). It asks the scene that the call belongs to:
 * the one named in the scoped variables, else the one on the page.
 */
export class PreviewTemplateSrv implements TemplateSrv {
  getVariables(): TypedVariableModel[] {
    const variables = findScene()?.state.$variables?.state.variables ?? [];
    // Only name, type and value are asked for by callers; a scene keeps the rest of Grafana's older model elsewhere.
    return variables.map(
      ({ state }) =>
        ({
          id: state.name,
          name: state.name,
          type: state.type,
          label: state.label,
          current: 'value' in state ? { value: state.value, text: 'text' in state ? state.text : state.value } : {},
        }) as unknown as TypedVariableModel
    );
  }

  replace(
    target = '',
    scopedVars?: ScopedVars,
    format?: string | Function,
    interpolations?: VariableInterpolation[]
  ): string {
    const scene = findScene(scopedVars);
    if (!scene || target === '') {
      return target;
    }
    // Both packages name the same custom formatter; the older signature is wider.
    return sceneGraph.interpolate(scene, target, scopedVars, format as string | undefined, interpolations);
  }

  containsTemplate(target = ''): boolean {
    return /\$\w+|\$\{[^}]+\}|\[\[\s*\w+/.test(target);
  }

  updateTimeRange(_timeRange: TimeRange): void {
    // Scenes hold their own time range.
  }
}

function findScene(scopedVars?: ScopedVars): SceneObject | undefined {
  const wrapped: unknown = scopedVars?.__sceneObject?.value;
  if (typeof wrapped === 'object' && wrapped !== null) {
    return unwrap(wrapped);
  }
  return window.__grafanaSceneContext;
}

/** Scenes wrap the object so that a log of the request does not print the whole scene. */
function unwrap(wrapped: object): SceneObject {
  const value: unknown = wrapped.valueOf();
  return (typeof value === 'function' ? value() : value) as SceneObject;
}
