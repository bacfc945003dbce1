/** Said on stderr after a command that wrote to a sample of its own. */
export const SAMPLE_WRITE_NOTE =
  'openobserve-mcp: The sample ends with its command, so this change is gone now. "openobserve-mcp --demo" serves one that keeps changes until it is stopped.\n';
