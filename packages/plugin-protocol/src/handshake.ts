/**
 * The handshake of hashicorp/go-plugin with the values that Grafana uses: the host starts the executable with a known
 * environment, the plugin answers with one line on standard output and serves gRPC at the address in it.
 */

/** Set by the host, so that a plugin started by hand can say what it is. */
export const magicCookie = { key: 'grafana_plugin_type', value: 'datasource' } as const;

const coreProtocol = 1;
/** Version 2 of Grafana's plugin protocol. */
export const grafanaProtocol = 2;

/** Environment variables of the handshake. */
export const handshakeEnv = {
  protocolVersions: 'PLUGIN_PROTOCOL_VERSIONS',
  socketFolder: 'PLUGIN_UNIX_SOCKET_DIR',
  multiplex: 'PLUGIN_MULTIPLEX_GRPC',
  clientCertificate: 'PLUGIN_CLIENT_CERT',
} as const;

/** The plugin's line on standard output, without the newline. */
export function formatHandshake(socketPath: string, isMultiplexAsked: boolean): string {
  // Hosts that multiplex ask for a seventh part; older hosts would take it as part of the certificate.
  const line = `${coreProtocol}|${grafanaProtocol}|unix|${socketPath}|grpc|`;
  return isMultiplexAsked ? `${line}|false` : line;
}

/** Address for a gRPC client from the plugin's line; throws an error that says what does not fit. */
export function parseHandshake(line: string): string {
  const [core, protocol, network, address, kind, certificate] = line.trim().split('|');
  if (!core || !protocol || !network || !address) {
    throw new Error(`The plugin's first line on standard output is not a handshake: "${line.slice(0, 200)}".`);
  }
  if (Number(core) !== coreProtocol || Number(protocol) !== grafanaProtocol) {
    throw new Error(
      `The plugin speaks protocol ${core}/${protocol}, expected ${coreProtocol}/${grafanaProtocol}: build it anew.`
    );
  }
  if (kind !== 'grpc') {
    throw new Error(`The plugin offers "${kind ?? 'netrpc'}", only grpc is supported.`);
  }
  if (certificate) {
    throw new Error('The plugin asks for TLS, which was not offered.');
  }
  if (network !== 'unix' && network !== 'tcp') {
    throw new Error(`The plugin listens on the unknown network "${network}".`);
  }
  return network === 'unix' ? `unix:${address}` : address;
}
