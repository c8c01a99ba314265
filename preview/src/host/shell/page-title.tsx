import { createContext, useContext, useEffect, useMemo, useState, type PropsWithChildren } from 'react';

/** One step of the trail at the top: the pages above this one, and this one without an address. */
export interface TrailStep {
  text: string;
  url?: string;
}

interface PageTitle {
  trail: TrailStep[];
  setTrail: (trail: TrailStep[]) => void;
}

const PageTitleContext = createContext<PageTitle>({ trail: [], setTrail: () => {} });

/** Keeps the trail of the page that is shown. */
export function PageTitleProvider({ children }: PropsWithChildren) {
  const [trail, setTrail] = useState<TrailStep[]>([]);
  const value = useMemo(() => ({ trail, setTrail }), [trail]);
  useEffect(() => {
    const title = trail.at(-1)?.text;
    document.title = title ? `${title} - Branchlight` : 'Branchlight';
  }, [trail]);
  return <PageTitleContext.Provider value={value}>{children}</PageTitleContext.Provider>;
}

/** Trail of the page that is shown. */
export function useTrail(): TrailStep[] {
  return useContext(PageTitleContext).trail;
}

/** Names the page in the top bar and in the browser's tab. */
export function usePageTitle(trail: TrailStep[]): void {
  const { setTrail } = useContext(PageTitleContext);
  const key = JSON.stringify(trail);
  useEffect(() => {
    const steps: TrailStep[] = JSON.parse(key);
    setTrail(steps);
  }, [key, setTrail]);
}
