import type { Hono } from 'hono';

/** Where OAuth clients such as mcp-remote go when an answer is 401 and no authorization server is named. */
const PATHS = ['/register', '/authorize', '/token'];
const WHY =
  'This server has no sign-in: it needs one of its keys. Give the client the header "Authorization: Bearer KEY"; with mcp-remote add --header "Authorization: Bearer KEY".';

/** Tells OAuth clients why there is no sign-in, in the only form of an error that they show to a person. */
export function refuseSignIn(hono: Pick<Hono, 'all'>): void {
  for (const path of PATHS)
    hono.all(path, (context) => {
      context.header('access-control-allow-origin', '*');
      return context.json({ error: 'access_denied', error_description: WHY }, 400);
    });
}
