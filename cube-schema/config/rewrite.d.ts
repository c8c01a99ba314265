export interface CubeFilter {
  member?: string;
  operator?: string;
  values?: string[];
  and?: CubeFilter[];
  or?: CubeFilter[];
}

/** Cube's queryRewrite; see rewrite.js. */
export function rewriteQuery(
  query: object,
  scope?: object
): {
  filters: CubeFilter[];
  timeDimensions?: object[];
  order: Array<[string, string]>;
};
