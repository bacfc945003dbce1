import { withoutControls } from '../../redact/control-characters.ts';
import { ConfigError, OpenObserveMcpError, toMessage } from '../../errors.ts';
import { programName } from './program-name.ts';

/** The command line was used wrongly: exit code 2, as in most programs. */
export class UsageError extends OpenObserveMcpError {
  constructor(message: string) {
    super(message, 'caller', { code: 'usage' });
  }
}

/** Exit code of a command that did nothing yet, because an answer or a yes is needed and nobody could be asked. */
export const ASKED_BACK = 3;

/** Codes of errors that tell of a wrong command line, and not of what OpenObserve holds. */
const USAGE = new Set([
  'usage',
  'invalid_argument',
  'unknown_tool',
  'unknown_profile',
  'not_a_query',
  'too_long',
]);
/** Codes of errors of the settings that only an answer of OpenObserve shows. */
const REFUSED = new Set(['credentials_refused']);

/** One line on stderr. Answers with the exit code: 2 for wrong usage or a wrong setting, else 1. */
export function reportFailure(error: unknown): number {
  process.stderr.write(`openobserve-mcp: ${forTerminal(withoutControls(sentenceFor(error)))}\n`);
  if (error instanceof ConfigError) return REFUSED.has(error.code) ? 1 : 2;
  return error instanceof OpenObserveMcpError && USAGE.has(error.code) ? 2 : 1;
}

/** What a model finds with a tool, a person finds with a command. */
const forTerminal = (text: string) =>
  text
    .replaceAll(
      /describe_tool shows (what|the full schema of) (\w+)/g,
      `"${programName()} tools $2" shows $1 $2`,
    )
    .replace(/^There is no tool "[^"]*"\.$/, `$& "${programName()} tools" lists them.`);

function sentenceFor(error: unknown): string {
  if (error instanceof OpenObserveMcpError || !(error instanceof Error)) return toMessage(error);
  // The optional peer dependency: whoever has an OpenObserve does not need it.
  if (
    'code' in error &&
    error.code === 'ERR_MODULE_NOT_FOUND' &&
    error.message.includes('@duckdb/node-api')
  ) {
    return 'The sample of --demo needs a package that is not installed. Run "npm install @duckdb/node-api" beside openobserve-mcp and try again.';
  }
  return `${toMessage(error)} Cause: ${error.message.split('\n')[0]}`;
}
