import { createApp } from '../../server/app.ts';
import type { Config } from '../../config/options.ts';
import { serveStdio } from '../../transports/stdio.ts';
import { logReleaseNotice } from './release-notice.ts';
import { onShutdownSignal } from '../terminal/shutdown.ts';

/** Serve one client on stdin and stdout until it is gone or the process is told to stop. */
export async function runStdio(config: Config): Promise<number> {
  const app = await createApp(config);
  logReleaseNotice(app);
  const signal = await Promise.race([serveStdio(app), onShutdownSignal()]);
  await app.close();
  // stdin may still be open after a signal and would keep the process.
  if (signal) process.exit(0);
  return 0;
}
