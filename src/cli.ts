#!/usr/bin/env node
// Nothing of ours is imported before the version is checked: the rest does not even load on an old Node.
const NEEDED = [22, 19] as const;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

// A reader such as `head` may leave before the end; that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  // `npm ci` installs a newer Node, which npx finds.
  const { existsSync } = await import('node:fs');
  const isCheckout = existsSync(new URL('../node_modules/node', import.meta.url));
  const remedy = isCheckout
    ? 'In this checkout, start it with "npx openobserve-mcp", which uses the newer Node of "npm ci".'
    : 'Install a newer one from https://nodejs.org and try again.';
  process.stderr.write(
    `openobserve-mcp needs Node ${NEEDED.join('.')} or newer, and this is ${process.versions.node}. ${remedy}\n`,
  );
  process.exitCode = 1;
} else {
  // The second start is faster, as Node keeps the compiled code in the folder for temporary files.
  process.getBuiltinModule('node:module').enableCompileCache();
  const argv = process.argv.slice(2);
  // What clients start most, and wait for: it goes without the parser.
  const isBareStdio = argv.length === 1 && argv[0] === 'stdio';
  const { run } = isBareStdio ? await import('./cli/bare-stdio.ts') : await import('./cli/program.ts');
  process.exitCode = await run(argv);
}
