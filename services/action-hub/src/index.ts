export { buildHub, type HubOptions } from './app';
export { hubIdentityHeader, signIdentity, verifyIdentity } from './identity/token';
