/** An error whose message may be shown to the caller, with its HTTP status. */
export class HttpError extends Error {
  override name = 'HttpError';

  constructor(
    readonly statusCode: number,
    message: string
  ) {
    super(message);
  }
}
