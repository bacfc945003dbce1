import { NetworkError } from '../../errors.ts';

/** Time ran out although OpenObserve was answering, or while this process was too busy to look. `cause`: the timeout. */
export class OwnDelay extends Error {}

/** Codes of errors that a certificate made. */
export const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ALTNAME|ERR_TLS/;

/** Codes of a connection that OpenObserve, or what stands before it, refused, broke or did not answer. */
const OF_SERVER = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EPROTO',
  'ERR_READING_RESPONSE_STREAM',
  'ERR_HTTP_CONTENT_LENGTH_MISMATCH',
]);
/** Said after a write of which no usable answer came. */
export const UNSURE = ' Whether OpenObserve carried it out is not known: check before you repeat it.';

/** Whether an error of this code says something of OpenObserve, and not of the request or of this process. */
export function isOfServer(code: string): boolean {
  return OF_SERVER.has(code) || code.startsWith('HPE_') || CERTIFICATE.test(code);
}

/** What a caller who left is told. `mayBeDone`: a write was on its way. */
export function cancelled(mayBeDone: boolean, cause: unknown): NetworkError {
  return new NetworkError(`The call was canceled.${mayBeDone ? UNSURE : ''}`, {
    code: 'cancelled',
    remedy: 'caller',
    cause,
  });
}

interface Failure {
  /** Host and port of OpenObserve, without credentials or path. */
  readonly host: string;
  readonly code: string;
  readonly isWrite: boolean;
  readonly timeoutMs: number;
  readonly cause: unknown;
}

/** An error of the connection as one sentence with the next step. What a write may have done is said. */
export function networkFailure({ host, code, isWrite, timeoutMs, cause }: Failure): NetworkError {
  const unsure = isWrite ? UNSURE : '';
  const fail = (name: string, message: string, remedy: 'operator' | 'nobody' = 'operator') =>
    new NetworkError(message, { code: name, cause, remedy });
  if (code === 'ECONNREFUSED') {
    return fail(
      'connection_refused',
      `Nothing answers at ${host}: the connection was refused. Check that OpenObserve runs and that O2_BASE_URL is right.`,
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return fail(
      'host_not_found',
      `The host name in ${host} was not found. Check O2_BASE_URL, and DNS on this machine.`,
    );
  }
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') {
    return fail(
      'host_unreachable',
      `${host} cannot be reached from here. Check the network, a VPN, or HTTPS_PROXY.`,
    );
  }
  if (code === 'ETIMEDOUT') {
    return fail(
      'timeout',
      `OpenObserve did not answer within ${timeoutMs / 1000} s.${unsure} For a search take a shorter time range; an operator can raise O2_TIMEOUT.`,
      'nobody',
    );
  }
  if (code === 'CERT_HAS_EXPIRED') {
    return fail(
      'certificate_expired',
      `The TLS certificate of ${host} has expired. It must be renewed there.`,
    );
  }
  if (CERTIFICATE.test(code)) {
    return fail(
      'certificate_unknown',
      `The TLS certificate of ${host} is not trusted (${code}). Name its authority with O2_CA_FILE.`,
    );
  }
  if (code === 'EPROTO' || code.startsWith('HPE_')) {
    return fail(
      'not_http',
      `${host} does not speak the protocol of O2_BASE_URL (${code}). Check http against https, and the port.${code.startsWith('HPE_') ? unsure : ''}`,
    );
  }
  if (/PROXY|UND_ERR_PRX/.test(code) || /^Proxy response \(\d+\)/.test((cause as Error)?.message ?? '')) {
    return fail(
      'proxy_refused',
      `The proxy refused the connection to ${host}. Check HTTPS_PROXY and NO_PROXY.`,
    );
  }
  return fail(
    'connection_lost',
    `The connection to ${host} broke before the answer was complete (${code}).${unsure}`,
    'nobody',
  );
}
