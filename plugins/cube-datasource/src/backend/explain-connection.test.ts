import { explainConnection } from './explain-connection';

it.each([
  ['ENOTFOUND', /host name is not known/],
  ['EAI_AGAIN', /host name is not known/],
  ['ECONNREFUSED', /nothing listens there/],
  ['UND_ERR_CONNECT_TIMEOUT', /firewall/],
  ['ETIMEDOUT', /firewall/],
  ['EHOSTUNREACH', /firewall/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /does not trust its certificate/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /does not trust its certificate/],
  ['CERT_HAS_EXPIRED', /does not trust its certificate/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /does not trust its certificate/],
  ['EPROTO', /write http:\/\/ instead/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', /write http:\/\/ instead/],
  ['ECONNRESET', /wants https:\/\//],
  ['HPE_INVALID_CONSTANT', /wants https:\/\//],
  ['something new', /start it, or correct the Cube API URL/],
])('%s has a remedy', (code, remedy) => {
  expect(explainConnection(code)).toMatch(remedy);
});
