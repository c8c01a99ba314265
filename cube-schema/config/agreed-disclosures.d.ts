/** Members by view that depend on rows beyond a viewer's scope, which is agreed; see agreed-disclosures.js. */
export const agreedDisclosures: Readonly<Record<string, readonly string[]>>;
