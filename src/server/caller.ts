import type { AuthInfo } from '@modelcontextprotocol/server';
import type { View } from '../catalog/catalog.ts';
import type { Origin } from '../telemetry/records.ts';
import type { App } from './app.ts';
import type { Run } from './run.ts';

/** Who calls: what they see, and with whose credential their calls run. */
export interface Caller {
  /** Stands for them in approvals: `local` on stdio. */
  readonly name: string;
  readonly view: View;
  readonly run: Run;
  readonly origin: Origin;
}

/** A caller in the form in which the SDK hands it from the transport to the factory. */
export function asAuthInfo(caller: Caller): AuthInfo {
  return { token: '', clientId: caller.name, scopes: [], extra: { caller } };
}

/** The one caller of a server that no key and no gateway stands before. */
export function localCaller(app: App, transport: Origin['transport']): Caller {
  return {
    name: 'local',
    // What there is may change while a client is connected.
    get view() {
      return app.view;
    },
    run: app.run,
    origin: {
      transport,
      caller: 'local',
      key: 'local',
      gateway: null,
      user: null,
      verifiedBy: null,
      account: 'own',
      clientAddress: null,
      client: null,
      requestIds: {},
      bytesIn: null,
      traceparent: null,
      tracestate: null,
    },
  };
}
