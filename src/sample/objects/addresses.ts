import { BlockList, isIP } from 'node:net';
import { plainRefusal } from '../http/refusal.ts';

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv4');
PRIVATE.addAddress('::1', 'ipv6');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

const hostOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '');

function isPrivate(host: string): boolean {
  const family = isIP(host);
  return family !== 0 && PRIVATE.check(host, family === 4 ? 'ipv4' : 'ipv6');
}

/** Whether a destination may have this address. Names are not resolved: the sample asks no name server. @throws {Refusal} 400 */
export function checkDestinationUrl(text: string): void {
  const blocked = (why: string) => plainRefusal(400, `Destination URL blocked by SSRF guard: ${why}`);
  if (!URL.canParse(text)) throw blocked('Invalid URL format: relative URL without a base');
  const url = new URL(text);
  const scheme = url.protocol.slice(0, -1);
  if (!/^https?$/.test(scheme))
    throw blocked(`Unsupported URL scheme: ${scheme}. Only HTTP and HTTPS are allowed.`);
  const host = hostOf(url);
  if (host === 'localhost') throw blocked('Access to localhost is not allowed for security reasons');
  if (isPrivate(host))
    throw blocked(
      `Access to private IP address ${host} is not allowed for security reasons. This prevents Server-Side Request Forgery (SSRF) attacks.`,
    );
  if (/\.(local|internal)$/.test(host))
    throw blocked(`Access to internal domain ${host} is not allowed for security reasons`);
}

/** Whether an enrichment table may be fetched from this address. @throws {Refusal} 400 */
export function checkTableUrl(text: string): void {
  const refuse = (message: string) => plainRefusal(400, message);
  if (text === '') throw refuse('URL cannot be empty');
  if (!/^https?:\/\//.test(text)) throw refuse('URL must start with http:// or https://');
  if (!URL.canParse(text)) throw refuse('Invalid URL');
  const host = hostOf(new URL(text));
  if (host === 'localhost' || /^127\./.test(host)) throw refuse('Cannot access localhost URLs');
  if (isPrivate(host)) throw refuse('Cannot access private IP addresses');
}
