import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finish, type Processes } from './processes.ts';

/** One way through the proxy: what comes under `path` goes to `target` with these headers set. */
export interface ProxyRoute {
  readonly path: string;
  readonly target: string;
  readonly host: string;
  readonly readTimeoutMs: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A header that must be there, and does not go on; null for none. */
  readonly guardHeader: string | null;
}

/** nginx from Debian where it is not there yet. @throws when it cannot be had */
export async function installNginx(): Promise<string> {
  const version = () => finish('sh', ['-c', 'PATH=$PATH:/usr/sbin nginx -v 2>&1']);
  const found = await version().catch(() => null);
  if (found !== null) return found.trim();
  await finish('apt-get', ['update', '-qq']);
  await finish('apt-get', ['install', '-y', '-qq', 'nginx-light']);
  return (await version()).trim();
}

function upstreamText({ target }: ProxyRoute, index: number): string {
  return `upstream u${index} { server ${new URL(target).host}; keepalive 512; keepalive_timeout 60s; keepalive_requests 10000; }`;
}

function locationText(route: ProxyRoute, index: number): string {
  const { path, target, host, readTimeoutMs, headers, guardHeader } = route;
  const variable = `$http_${guardHeader?.replaceAll('-', '_')}`;
  return `location = ${path} {
    ${guardHeader === null ? '' : `if (${variable} = "") { return 401; } proxy_set_header ${guardHeader} "";`}
    proxy_pass http://u${index}${new URL(target).pathname};
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host ${host};
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    ${Object.entries(headers)
      .map(([name, value]) => `proxy_set_header ${name} "${value}";`)
      .join('\n    ')}
    proxy_read_timeout ${readTimeoutMs}ms;
    proxy_request_buffering off;
    proxy_buffering off;
    proxy_next_upstream off;
  }`;
}

/** Start nginx on a port of loopback, with a pool of 60 s to each target. */
export async function startNginx(
  processes: Processes,
  folder: string,
  port: number,
  routes: readonly ProxyRoute[],
): Promise<void> {
  mkdirSync(join(folder, 'temp'), { recursive: true });
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, 'temp', name)};`)
    .join(' ');
  const path = join(folder, 'nginx.conf');
  writeFileSync(
    path,
    `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off; worker_processes 1; pid ${join(folder, 'nginx.pid')}; error_log stderr warn;
events { worker_connections 4096; }
http {
  access_log off; ${temp} client_max_body_size 8m; keepalive_requests 100000;
  ${routes.map(upstreamText).join('\n  ')}
  server {
  listen 127.0.0.1:${port};
  ${routes.map(locationText).join('\n  ')}
  location = /up { return 204; }
  }
}
`,
  );
  const command = ['-c', `PATH=$PATH:/usr/sbin exec nginx -e stderr -c ${path}`];
  await processes.start('sh', command, { logPath: join(folder, 'nginx.log') });
}
