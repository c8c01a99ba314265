import { type ReadCell } from '../values/run-query';
import { createContext, useContext } from 'react';

export interface EditorServices {
  /** Values of a dimension that contain a text, as the viewer sees them. */
  listValues: (member: string, search: string) => Promise<ReadCell[]>;
  /** The panel's interval in milliseconds; undefined before its first answer. */
  intervalMs?: number;
}

const EditorContext = createContext<EditorServices>({ listValues: async () => [] });

export const EditorServicesProvider = EditorContext.Provider;

/** What the controls of the editor need beside the query. */
export function useEditorServices(): EditorServices {
  return useContext(EditorContext);
}
