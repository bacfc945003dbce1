/** Two commands to try for each command, by its name; the empty one is for no command. */
const EXAMPLES: Readonly<Record<string, readonly [string, string]>> = {
  '': [
    'openobserve-mcp --demo',
    'openobserve-mcp ask --demo "errors in the payment service in the last hour"',
  ],
  stdio: ['openobserve-mcp stdio --demo', 'openobserve-mcp stdio --profile core --read-only'],
  call: [
    'openobserve-mcp call stream_list --demo',
    'openobserve-mcp call search_sql --demo sql="SELECT * FROM payment_service" start_time=2h size:=5',
  ],
  ask: [
    'openobserve-mcp ask --demo "what percentage of payments fail"',
    'openobserve-mcp ask --demo --dry-run "mute the payment_errors alert"',
  ],
  tools: ['openobserve-mcp tools --demo --profile core', 'openobserve-mcp tools search_sql --demo'],
  doctor: ['openobserve-mcp doctor', 'openobserve-mcp doctor --demo --json'],
  config: [
    'openobserve-mcp config claude-desktop --local',
    'openobserve-mcp config claude-code --url https://mcp.example.com/mcp',
  ],
  codegen: ['openobserve-mcp codegen', 'openobserve-mcp codegen --spec openapi.json --out catalog.json'],
  completion: [
    'source <(openobserve-mcp completion bash)',
    'openobserve-mcp completion fish > ~/.config/fish/completions/openobserve-mcp.fish',
  ],
};

/** The examples of a command, as they stand at the end of its help. */
export const examplesOf = (command: string): string =>
  ['', 'Examples:', ...(EXAMPLES[command] ?? []).map((line) => `  ${line}`)].join('\n');
