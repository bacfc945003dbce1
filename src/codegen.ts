#!/usr/bin/env node
// The same as `openobserve-mcp codegen`, under a name of its own.
process.argv.splice(2, 0, 'codegen');
await import('./cli.ts');
