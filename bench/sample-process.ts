import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { createSample } from '../src/sample/server.ts';
import { ROOT } from './server-process.ts';

/** The sample OpenObserve, in a process of its own. */
const { url } = await createSample({
  dataDir: pathToFileURL(join(ROOT, 'fixtures/sample/')),
  shiftToNow: true,
  withObjects: true,
});
process.stdout.write(`listens on ${url}\n`);
process.once('SIGTERM', () => process.exit(0));
