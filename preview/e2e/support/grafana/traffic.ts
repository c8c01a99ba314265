import { type BrowserContext, type Request } from '@playwright/test';

/** Connections that stay open for as long as the page does. */
const openEnded = ['websocket', 'eventsource', 'ping'];

/** Counts the requests of a browser context. */
export class Traffic {
  private readonly pending = new Set<Request>();
  private lastEnd = 0;

  constructor(context: BrowserContext) {
    const end = (request: Request) => {
      this.pending.delete(request);
      this.lastEnd = Date.now();
    };
    context.on('request', (request) => {
      if (!openEnded.includes(request.resourceType())) {
        this.pending.add(request);
      }
    });
    context.on('requestfinished', end);
    context.on('requestfailed', end);
    // A page that is left drops its requests without a word.
    context.on('page', (page) =>
      page.on('framenavigated', (frame) => frame === page.mainFrame() && this.pending.clear())
    );
  }

  /** Whether no request is under way, nor was within these milliseconds. */
  isQuietFor(milliseconds: number): boolean {
    return this.pending.size === 0 && Date.now() - this.lastEnd >= milliseconds;
  }
}
