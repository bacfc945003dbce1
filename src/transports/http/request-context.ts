import type { HttpBindings } from '@hono/node-server';
import type { Admitted } from '../auth/admission.ts';
import type { JsonRpcMessage } from '../json-rpc.ts';
import type { Asked } from './request-body.ts';

/** What the handlers of one request pass on. */
export interface Served {
  Bindings: HttpBindings;
  Variables: { asked: Asked; admitted: Admitted; message: JsonRpcMessage };
}
