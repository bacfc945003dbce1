import type { Route } from './route.ts';

/** The sample has one organisation, and its only user is root. */
export function organizationRoutes(email: string): Route[] {
  const organization = {
    id: 1,
    identifier: 'default',
    name: 'default',
    user_email: email,
    ingest_threshold: 9383939382,
    search_threshold: 9383939382,
    type: 'default',
    UserObj: { first_name: '', last_name: '', email },
    plan: 0,
  };
  return [['GET', '/api/organizations', () => ({ data: [organization] })]];
}
