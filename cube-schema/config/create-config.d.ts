/** Whose figures a viewer sees; Cube's security context. */
export interface ViewerScope {
  login: string;
  displayName: string;
  role: string;
  group: 'hq' | 'region' | 'branch' | 'staff' | 'none';
  regionCode: string | null;
  outletCode: string | null;
  staffCode: string | null;
  /** Names, phone numbers and e-mail addresses of customers within the scope */
  seesPersonalData: boolean;
  /** The same for viewers who see the same */
  scopeKey: string;
  unit: ScopeUnit;
  /** From the unit's parent up to the bank */
  parents: ScopeUnit[];
}

export interface ScopeUnit {
  level: string;
  code: string;
  name: string;
}

export interface CubeConfig {
  config: {
    apiSecret: string;
    telemetry: boolean;
    schemaPath: string;
    checkAuth(request: object, token?: string): Promise<void>;
    contextToGroups(context: { securityContext?: Partial<ViewerScope> }): Promise<string[]>;
    contextToApiScopes(scope: Partial<ViewerScope>): Promise<Array<'meta' | 'data' | 'sql'>>;
    queryRewrite<Query extends object>(
      query: Query,
      context: { securityContext?: Partial<ViewerScope> }
    ): Promise<Query>;
    driverFactory(): { type: 'postgres'; connectionString: string };
    scheduledRefreshTimer: boolean;
    orchestratorOptions: object;
  };
  /** The scope of the viewer a token was signed for; throws an error with an HTTP status. */
  authenticate(token?: string): Promise<ViewerScope>;
  viewers: {
    findScope(login: string): Promise<ViewerScope | undefined>;
    describeViewer(scope: ViewerScope): Promise<object>;
    describeCatalogue(scope: ViewerScope): Promise<object>;
    close(): Promise<void>;
  };
}

export function createCubeConfig(settings: { databaseUrl?: string; apiSecret?: string; today?: string }): CubeConfig;
export function listApiScopes(scope?: Partial<ViewerScope>): Array<'meta' | 'data' | 'sql'>;
