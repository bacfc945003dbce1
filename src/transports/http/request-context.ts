import type { HttpBindings } from '@hono/node-server';
import type { Admitted } from '../auth/admission.ts';
import type { JsonRpcMessage } from '../json-rpc.ts';
import type { IncomingRequest } from './request-body.ts';

/** What the handlers of one request pass on. */
export interface HttpContext {
  Bindings: HttpBindings;
  Variables: { asked: IncomingRequest; admitted: Admitted; message: JsonRpcMessage };
}
