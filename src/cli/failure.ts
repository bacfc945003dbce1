import { ConfigError, OpenObserveMcpError, toMessage } from '../errors.ts';

/** The command line was used wrongly: exit code 2, as in most programs. */
export class UsageError extends OpenObserveMcpError {
  constructor(message: string) {
    super(message, 'caller', { code: 'usage' });
  }
}

/** One line on stderr. Answers with the exit code: 2 for wrong usage or a wrong setting, else 1. */
export function reportFailure(error: unknown): number {
  const isKnown = error instanceof OpenObserveMcpError;
  const detail = !isKnown && error instanceof Error ? ` (${error.message.split('\n')[0]})` : '';
  process.stderr.write(`openobserve-mcp: ${toMessage(error)}${detail}\n`);
  return error instanceof UsageError || error instanceof ConfigError ? 2 : 1;
}
