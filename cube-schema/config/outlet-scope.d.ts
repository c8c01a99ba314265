/** Members of the view outlets that only headquarters may ask */
export const amongPeers: readonly string[];
