import { formatHandshake, parseHandshake } from './handshake';

describe('handshake', () => {
  it('reads what it writes', () => {
    expect(formatHandshake('/tmp/plugin1', false)).toBe('1|2|unix|/tmp/plugin1|grpc|');
    expect(parseHandshake('1|2|unix|/tmp/plugin1|grpc|\n')).toBe('unix:/tmp/plugin1');
    expect(parseHandshake(formatHandshake('/tmp/plugin1', true))).toBe('unix:/tmp/plugin1');
    expect(parseHandshake('1|2|tcp|127.0.0.1:10001|grpc')).toBe('127.0.0.1:10001');
  });

  it.each([
    ['hello', 'is not a handshake: "hello"'],
    ['', 'is not a handshake'],
    ['1|1|unix|/tmp/x|grpc|', 'speaks protocol 1/1, expected 1/2'],
    ['2|2|unix|/tmp/x|grpc|', 'speaks protocol 2/2'],
    ['1|2|unix|/tmp/x', 'offers "netrpc"'],
    ['1|2|unix|/tmp/x|grpc|MIIB', 'asks for TLS'],
    ['1|2|pipe|x|grpc|', 'unknown network "pipe"'],
  ])('refuses %p', (line, message) => {
    expect(() => parseHandshake(line)).toThrow(message);
  });
});
