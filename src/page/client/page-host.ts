import type { Host } from '../../views/client/draw/host.ts';
import { callTool, Failure } from './server.ts';

/** The page as that in which answers are drawn: it calls its own server, and opens addresses in another tab. */
export const pageHost: Host = {
  async call(tool, args) {
    const reply = await callTool(tool, args, new AbortController().signal);
    if (reply.kind === 'asked') throw new Failure(reply.asked.message);
    return reply.result;
  },
  open: (address) => void window.open(address, '_blank', 'noopener,noreferrer'),
  tell: () => undefined,
  timeZone: undefined,
};
