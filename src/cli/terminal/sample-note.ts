import { programName } from './program-name.ts';

/** Said on stderr after a command that wrote to a sample of its own. */
export const sampleWriteNote = () =>
  `openobserve-mcp: The sample ends with its command, so this change is gone now. "${programName()} --demo" serves one that keeps changes until it is stopped.\n`;
