import type { Config } from '../../config/options.ts';
import { HttpRefusal } from '../refusal.ts';

/** An address by number, or this machine: no name that somebody else could point here. */
const NUMBER = /^(localhost|\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])$/;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Names that only a network of one's own gives: nobody can point a page of theirs at one. */
const INTERNAL = /^[^.]+$|\.(local|internal|localhost|svc|lan|home\.arpa)$/;
/** Where the MCP Inspector has its page. Other pages on this machine are no more ours than those of strangers. */
const INSPECTOR = new Set(['http://localhost:6274', 'http://127.0.0.1:6274']);

function hostNameOf(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

/** The check of Host and Origin. */
export interface HostOriginGuard {
  /** @throws {HttpRefusal} 403 */
  check(header: (name: string) => string | null): void;
  /**
   * The same for what a browser may read without an Origin. Where everybody may call, a page must not get in by a name
   * of its own here either.
   * @throws {HttpRefusal} 403
   */
  checkRead(header: (name: string) => string | null): void;
  /** Whether a page of this origin may call from a browser. */
  isAllowed(origin: string): boolean;
}

/**
 * Where no key protects, a web page must not get in by a name of its own (DNS rebinding), so that Host must be known
 * there. A request without Origin is from no browser.
 */
export function createHostOriginGuard(
  { allowedHosts, allowedOrigins, noAuth }: Config,
  isOpen: boolean,
): HostOriginGuard {
  const hosts = new Set(allowedHosts.map(hostNameOf));
  const origins = new Set(allowedOrigins.map((origin) => origin.toLowerCase().replace(/\/$/, '')));
  const isLocal = isOpen && !noAuth;
  const checksHost = hosts.size > 0 || isLocal;

  function isAllowed(origin: string): boolean {
    if (origins.has('*') || origins.has(origin.toLowerCase())) return true;
    return isLocal && INSPECTOR.has(origin.toLowerCase());
  }

  /**
   * Whether it is our own page that calls. Behind a name that was not checked, a stranger's page could say so, too; it
   * has no key then, but where none is needed it must not get in.
   */
  function isOwnPage(origin: string, header: (name: string) => string | null): boolean {
    const host = header('host') ?? '';
    const site = header('sec-fetch-site');
    const isSame =
      site === null ? URL.canParse(origin) && new URL(origin).host === host : site === 'same-origin';
    return isSame && (!isOpen || checksHost || NUMBER.test(hostNameOf(host)));
  }

  function check(header: (name: string) => string | null): void {
    const host = header('host');
    if (host === null)
      throw new HttpRefusal(400, -32600, 'The request has no Host header. Send one, as HTTP/1.1 wants it.');
    const name = hostNameOf(host);
    if (checksHost && !hosts.has(name) && !(isLocal && LOOPBACK.has(name))) {
      const known = [...hosts, ...(isLocal ? ['localhost', '127.0.0.1'] : [])].join(' or ');
      throw new HttpRefusal(
        403,
        -32600,
        `The Host header ${JSON.stringify(host.slice(0, 100))} is not allowed here. Use ${known}, or name it in O2_ALLOWED_HOSTS.`,
      );
    }
    const origin = header('origin');
    if (origin === null || isAllowed(origin) || isOwnPage(origin, header)) return;
    throw new HttpRefusal(
      403,
      -32600,
      'Requests from this web page are not allowed here. O2_ALLOWED_ORIGINS names those that are.',
    );
  }

  return {
    isAllowed,
    check,
    checkRead(header) {
      check(header);
      const name = hostNameOf(header('host') ?? '');
      if (!isOpen || checksHost || NUMBER.test(name) || INTERNAL.test(name)) return;
      throw new HttpRefusal(
        403,
        -32600,
        `Without keys this is not shown under the name ${JSON.stringify(name.slice(0, 100))}. Name it in O2_ALLOWED_HOSTS.`,
      );
    },
  };
}
