#!/usr/bin/env node
import module from 'node:module';

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
  process.stderr.write(
    `openobserve-mcp needs Node ${NEEDED.join('.')} or newer, and this is ${process.versions.node}. Install it from https://nodejs.org and try again.\n`,
  );
  process.exitCode = 1;
} else {
  // The second start is faster, as Node keeps the compiled code in the folder for temporary files.
  module.enableCompileCache();
  const argv = process.argv.slice(2);
  // What clients start most, and wait for: it goes without the parser.
  const isBareStdio = argv.length === 1 && argv[0] === 'stdio';
  const { run } = isBareStdio ? await import('./cli/bare-stdio.ts') : await import('./cli/program.ts');
  process.exitCode = await run(argv);
}
