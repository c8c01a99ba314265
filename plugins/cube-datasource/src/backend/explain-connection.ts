/** What a failed connection means for the person who set the address. */
const remedies: Array<[codes: RegExp, remedy: string]> = [
  [
    /^(ENOTFOUND|EAI_AGAIN)$/,
    "its host name is not known where Grafana's server runs: correct the Cube API URL in the datasource's settings, or the name server.",
  ],
  [
    /^ECONNREFUSED$/,
    "nothing listens there: start it, or correct the Cube API URL and its port in the datasource's settings.",
  ],
  [
    /TIMEOUT|TIMEDOUT|^(EHOSTUNREACH|ENETUNREACH)$/,
    "the way there is shut: correct the Cube API URL in the datasource's settings, or let Grafana's server through the firewall.",
  ],
  [
    /CERT|SELF_SIGNED|LEAF_SIGNATURE|^ERR_TLS/,
    "Grafana's server does not trust its certificate: give it one for that name, or name its authority to Node by NODE_EXTRA_CA_CERTS.",
  ],
  [
    /^(EPROTO|ERR_SSL)|wrong version number|packet length too long/i,
    'it speaks no TLS, or another version of it: write http:// instead of https:// in the Cube API URL, or set TLS up there.',
  ],
  [
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$|^HPE_|socket hang up/,
    'it broke the connection off: something else than Cube may listen there, or it wants https:// in the Cube API URL.',
  ],
];

/** @param code - of the system or the TLS library, or the message where there is none */
export function explainConnection(code: string): string {
  const found = remedies.find(([codes]) => codes.test(code));
  return found?.[1] ?? "start it, or correct the Cube API URL in the datasource's settings.";
}
