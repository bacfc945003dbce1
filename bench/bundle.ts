import { join } from 'node:path';
import { build } from 'tsdown';

/** Bundle a floor as our own server is bundled, with the tools that ours lists put in. Answers with the script. */
export async function bundleFloor(
  name: 'minimal-stdio' | 'minimal-http',
  tools: readonly unknown[],
  folder: string,
): Promise<string> {
  const outDir = join(folder, name);
  await build({
    config: false,
    entry: { server: join(import.meta.dirname, `${name}.ts`) },
    outDir,
    outputOptions: { comments: false },
    format: 'esm',
    platform: 'node',
    target: 'node22.19',
    dts: false,
    fixedExtension: true,
    report: false,
    logLevel: 'warn',
    deps: { alwaysBundle: [/^[^.]/], neverBundle: [/^node:/], onlyBundle: false },
    define: { LISTED_TOOLS: JSON.stringify(tools) },
  });
  return join(outDir, 'server.mjs');
}
