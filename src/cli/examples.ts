import { programName } from './terminal/program-name.ts';

/** Two commands to try for each command, by its name; the empty one is for no command. `$` stands for this program. */
const EXAMPLES: Readonly<Record<string, readonly [string, string]>> = {
  '': ['$ --demo', '$ ask --demo "errors in the payment service in the last hour"'],
  stdio: ['$ stdio --demo', '$ stdio --profile core --read-only'],
  call: [
    '$ call stream_list --demo',
    '$ call search_sql --demo sql="SELECT * FROM payment_service" start_time=2h size:=5',
  ],
  ask: [
    '$ ask --demo "what percentage of payments fail"',
    '$ ask --demo --dry-run "mute the payment_errors alert"',
  ],
  tools: ['$ tools --demo --profile core', '$ tools search_sql --demo'],
  doctor: ['$ doctor', '$ doctor --demo --json'],
  config: ['$ config claude-desktop --local', '$ config claude-code --url https://mcp.example.com/mcp'],
  codegen: ['$ codegen', '$ codegen --spec openapi.json --out catalog.json'],
  completion: [
    'source <($ completion bash)',
    '$ completion fish > ~/.config/fish/completions/openobserve-mcp.fish',
  ],
};

/** The examples of a command, as they stand at the end of its help. */
export const examplesOf = (command: string): string =>
  ['', 'Examples:', ...(EXAMPLES[command] ?? []).map((line) => `  ${line.replace('$', programName())}`)].join(
    '\n',
  );
