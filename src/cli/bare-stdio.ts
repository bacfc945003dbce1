import { readConfig } from '../config/config.ts';
import { reportFailure } from './terminal/failure.ts';
import { runStdio } from './commands/stdio.ts';

/** `openobserve-mcp stdio` with nothing but variables. Answers with the exit code. */
export async function run(): Promise<number> {
  try {
    return await runStdio(readConfig({}, process.env));
  } catch (error) {
    return reportFailure(error);
  }
}
