import { type BankFileProblem } from '@branchlight/bank-files';

/** Where something stands in the repository. */
export interface Position {
  /** Relative to the repository */
  file: string;
  /** From 1 */
  line: number;
}

/** A member of a cube as its file has it; what it may hold is checked elsewhere. */
export interface CubeMember extends Position {
  name: string;
  kind: 'measure' | 'dimension';
  /** False for what a view may not show */
  isPublic: boolean;
  /** SQL with the cube's and members' names in it */
  sql: string;
  meta: unknown;
  /** What a measure can be looked at by, in this order, by name; empty for dimensions */
  drillMembers: string[];
}

/** Dimensions of a cube from the coarsest to the finest: each level lies within the one before. */
export interface Hierarchy extends Position {
  name: string;
  title: string | undefined;
  /** Dimensions by name */
  levels: string[];
}

/** A private cube. */
export interface Cube extends Position {
  name: string;
  isPublic: boolean;
  /** SQL of its rows, as a query: NULL stands for what a query passes */
  sql: string;
  hasRefreshKey: boolean;
  members: Map<string, CubeMember>;
  hierarchies: Map<string, Hierarchy>;
  /** The file's text */
  text: string;
}

/** A member that a view shows. */
export interface ViewMember extends Position {
  name: string;
  title: string | undefined;
  description: string | undefined;
  format: string | undefined;
  meta: unknown;
  /** The private cube it comes from */
  cube: string;
}

/** A public view. */
export interface View extends Position {
  name: string;
  title: string | undefined;
  description: string | undefined;
  members: ViewMember[];
  /** Those of its cube that it includes, where it includes them */
  hierarchies: ViewHierarchy[];
  folders: Folder[];
  policies: Policy[];
}

/** A hierarchy of a cube that a view shows. */
export interface ViewHierarchy extends Position {
  name: string;
  /** The private cube it comes from */
  cube: string;
}

/** Members of a view that are shown together. */
export interface Folder extends Position {
  name: string;
  members: string[];
}

/** Who may ask a view, and for which rows. */
export interface Policy extends Position {
  group: string;
  rowLevel: unknown;
  /** Members that the group gets; undefined: all */
  memberLevel: unknown;
}

export interface Model {
  cubes: Map<string, Cube>;
  views: View[];
  /** Files that cannot be read as cubes or views */
  problems: Array<BankFileProblem & { file: string }>;
}
