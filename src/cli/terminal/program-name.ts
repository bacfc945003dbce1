import { basename, delimiter, dirname, isAbsolute, relative } from 'node:path';

const NAME = 'openobserve-mcp';

/** How a process of ours was started. */
export interface Start {
  /** The file that Node runs, absolute. */
  readonly script: string;
  /** Node as it was typed. */
  readonly node: string;
  /** The folder that it was started in. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The folder of the program that npm installs for a script; on Windows that runs the file itself. */
function programFolder(script: string): string {
  if (basename(script) === NAME) return dirname(script);
  return /^(.+)[\\/]node_modules[\\/]openobserve-mcp[\\/]/.exec(script)?.[1] ?? '';
}

/** What to type to start this program again from where it was started: a shell may not find its bare name. */
export function programName(
  { script, node, folder, environment }: Start = {
    script: process.argv[1] ?? NAME,
    node: process.argv0,
    folder: process.cwd(),
    environment: process.env,
  },
): string {
  if (environment.npm_command !== undefined) return `npx ${NAME}`;
  if ((environment.PATH ?? '').split(delimiter).includes(programFolder(script))) return NAME;
  if (script.includes('node_modules')) return `npx ${NAME}`;
  const path = relative(folder, script);
  return `${node} ${path.startsWith('..') || isAbsolute(path) ? script : path}`;
}
