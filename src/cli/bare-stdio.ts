import { readConfig } from '../config.ts';
import { reportFailure } from './failure.ts';
import { runStdio } from './stdio.ts';

/** `openobserve-mcp stdio` with nothing but variables. Answers with the exit code. */
export async function run(): Promise<number> {
  try {
    return await runStdio(readConfig({}, process.env));
  } catch (error) {
    return reportFailure(error);
  }
}
