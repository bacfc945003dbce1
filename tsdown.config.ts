import { defineConfig } from 'tsdown';
import { thirdPartyLicences } from './third-party-licences.ts';

/** One file per command and its shared parts, with every dependency inside: a client waits for the start. */
export default defineConfig({
  entry: { cli: 'src/cli.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node22.19',
  dts: false,
  fixedExtension: false,
  report: false,
  deps: { alwaysBundle: [/^[^.]/], neverBundle: [/^node:/, '@duckdb/node-api'], onlyBundle: false },
  plugins: [thirdPartyLicences()],
});
